import Streets

/// Draws the circles of a ``CirclePlan`` from the fields and networks that were searched for coverage.
struct CircleDrawing {
  let plan: CirclePlan
  let facilities: [Facility]
  let options: AssessmentOptions

  private var tolerance: Double { options.circleTolerance.metres }

  /// Draws the circles, in an order that does not depend on the number of workers. Facilities without a street
  /// in reach have none.
  ///
  /// - Parameters:
  ///   - progress: Called with the number of circles of facilities that are done.
  ///   - take: Called with every circle.
  /// - Throws: What `take` throws; `CancellationError`.
  func draw(
    progress: (Int) -> Void, receive take: (ServiceCircle) throws -> Void
  ) async throws {
    guard options.circles != .none else { return }
    var done = 0
    for group in plan.groups {
      try Task.checkCancellation()
      let ends = DataEnds(group.pass.network?.network)
      func receive(_ circle: ServiceCircle) throws {
        var circle = circle
        circle.reachesEdge = ends.isAny(in: circle.polygons)
        try take(circle)
      }
      try drawDissolved(group, receive)
      guard options.circles == .all else { continue }
      try await drawEach(group) { circle in
        done += 1
        progress(done)
        if let circle { try receive(circle) }
      }
    }
  }

  private func drawDissolved(
    _ group: CirclePlan.Group, _ receive: (ServiceCircle) throws -> Void
  ) throws {
    struct Key: Hashable {
      var service: Int
      var minutes: Double
    }
    // The same circle may stand under several profiles.
    var drawn: [Key: [PlanePolygon]] = [:]
    for item in group.dissolved {
      let key = Key(service: item.service, minutes: item.minutes)
      let search = group.pass.services[item.service]
      let polygons =
        drawn[key]
        ?? search.field.circle(within: .minutes(item.minutes), toleranceMetres: tolerance)
      drawn[key] = polygons
      if polygons.isEmpty { continue }
      try receive(
        ServiceCircle(
          facilityID: nil, service: search.code, profile: item.profile, travel: group.pass.travel,
          minutes: item.minutes, polygons: polygons, ruleIDs: item.ruleIDs))
    }
  }

  /// Draws the circles of single facilities; `body` gets nil for an empty one.
  private func drawEach(
    _ group: CirclePlan.Group, _ body: (ServiceCircle?) throws -> Void
  ) async throws {
    // Facilities with the same minutes are drawn together.
    let byFacility = Dictionary(grouping: group.items, by: \.facility)
    let byMinutes = Dictionary(grouping: byFacility.keys) { facility in
      Set((byFacility[facility] ?? []).map(\.minutes)).sorted()
    }
    for (minutes, some) in byMinutes.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let ordered = some.sorted { facilities[$0].id < facilities[$1].id }
      try await forEachFacility(
        of: ordered.map { facilities[$0].place }, within: minutes.map { .minutes($0) }, group.pass
      ) { i, drawn in
        for item in byFacility[ordered[i]] ?? [] {
          guard let k = minutes.firstIndex(of: item.minutes), !drawn[k].isEmpty else {
            try body(nil)
            continue
          }
          try body(
            ServiceCircle(
              facilityID: facilities[item.facility].id, service: item.service,
              profile: item.profile, travel: group.pass.travel, minutes: item.minutes,
              polygons: drawn[k], ruleIDs: item.ruleIDs))
        }
      }
    }
  }

  private func forEachFacility(
    of places: [Place], within times: [Milliseconds], _ pass: TravelPass,
    _ body: (Int, [[PlanePolygon]]) throws -> Void
  ) async throws {
    guard let network = pass.network else {
      for (i, place) in places.enumerated() {
        try Task.checkCancellation()
        let field = TimeField.straightLine(
          to: [place], at: pass.travel.speed, factor: options.detour,
          within: times.max() ?? Milliseconds(0))
        try body(i, times.map { field.circle(within: $0, toleranceMetres: tolerance) })
      }
      return
    }
    try await CircleBatch(network, toleranceMetres: tolerance, workers: options.workers)
      .forEachFacility(of: places, within: times, body)
  }
}
