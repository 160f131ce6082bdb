import Streets

extension Assessment {
  /// A circle that was drawn.
  public struct DrawnCircle: Sendable {
    /// The facility; nil for all of a service.
    public var facilityID: String?
    /// The service.
    public var service: String
    /// The profile's id.
    public var profile: String
    /// How people travel.
    public var travel: Travel
    /// The minutes.
    public var minutes: Double
    /// Its polygons; not empty.
    public var polygons: [CirclePolygon]
    /// The rules it is drawn for.
    public var ruleIDs: [String]
  }

  /// Draws the circles of a plan, those of facilities one after the other, in an order that does not depend
  /// on the number of workers. Facilities without a street in reach have none.
  ///
  /// - Parameters:
  ///   - plan: Which circles.
  ///   - facilities: Whether those of single facilities are drawn.
  ///   - toleranceMetres: How far a drawn boundary may be from the true one.
  ///   - progress: Called with the number of circles of facilities that are done.
  ///   - receive: Called with every circle.
  /// - Throws: What `receive` throws; `CancellationError`.
  public func drawCircles(
    _ plan: CirclePlan, facilities: Bool = true, toleranceMetres: Double = 2,
    progress: ((Int) -> Void)? = nil, receive: (DrawnCircle) throws -> Void
  ) async throws {
    var done = 0
    for group in plan.groups {
      try Task.checkCancellation()
      try drawDissolved(group, toleranceMetres, receive)
      guard facilities else { continue }
      try await draw(group, toleranceMetres) { circle in
        done += 1
        progress?(done)
        if let circle { try receive(circle) }
      }
    }
  }

  private func drawDissolved(
    _ group: CirclePlan.Group, _ tolerance: Double, _ receive: (DrawnCircle) throws -> Void
  ) throws {
    guard !group.dissolved.isEmpty else { return }
    let network = TravelPass.network(of: group.travel, inputs, options)
    let horizon = group.dissolved.map { Milliseconds.minutes($0.minutes) }.max() ?? Milliseconds(0)
    var fields: [String: TimeField] = [:]
    var drawn: [CirclePlan.Dissolved: [CirclePolygon]] = [:]
    for item in group.dissolved {
      let field =
        fields[item.service]
        ?? known[TravelPass.Key(travel: group.travel, service: item.service)]
        ?? TravelPass.field(
          to: TravelPass.places(of: item.service, in: standard, inputs.facilities), group.travel,
          network, options.detour, within: horizon)
      fields[item.service] = field
      // The same circle may stand under several profiles.
      let key = CirclePlan.Dissolved(
        service: item.service, minutes: item.minutes, profile: "", ruleIDs: [])
      let polygons =
        drawn[key]
        ?? field.circle(within: .minutes(item.minutes), toleranceMetres: tolerance)
      drawn[key] = polygons
      if polygons.isEmpty { continue }
      try receive(
        DrawnCircle(
          facilityID: nil, service: item.service, profile: item.profile, travel: group.travel,
          minutes: item.minutes, polygons: polygons, ruleIDs: item.ruleIDs))
    }
  }

  /// Draws the circles of single facilities; `body` gets nil for an empty one.
  private func draw(
    _ group: CirclePlan.Group, _ tolerance: Double, _ body: (DrawnCircle?) throws -> Void
  ) async throws {
    // Facilities with the same minutes are drawn together.
    let byFacility = Dictionary(grouping: group.items, by: \.facility)
    let byMinutes = Dictionary(grouping: byFacility.keys) { facility in
      Set((byFacility[facility] ?? []).map(\.minutes)).sorted()
    }
    for (minutes, facilities) in byMinutes.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) })
    {
      let ordered = facilities.sorted { inputs.facilities[$0].id < inputs.facilities[$1].id }
      let times = minutes.map { Milliseconds.minutes($0) }
      try await forEachCircle(
        of: ordered.map { inputs.facilities[$0].place }, within: times, group.travel, tolerance
      ) { i, drawn in
        for item in byFacility[ordered[i]] ?? [] {
          guard let k = minutes.firstIndex(of: item.minutes), !drawn[k].isEmpty else {
            try body(nil)
            continue
          }
          try body(
            DrawnCircle(
              facilityID: inputs.facilities[item.facility].id, service: item.service,
              profile: item.profile, travel: group.travel, minutes: item.minutes,
              polygons: drawn[k], ruleIDs: item.ruleIDs))
        }
      }
    }
  }

  private func forEachCircle(
    of places: [Place], within times: [Milliseconds], _ travel: Travel, _ tolerance: Double,
    _ body: (Int, [[CirclePolygon]]) throws -> Void
  ) async throws {
    guard let network = TravelPass.network(of: travel, inputs, options) else {
      for (i, place) in places.enumerated() {
        try Task.checkCancellation()
        let field = TimeField.straightLine(
          to: [place], at: travel.speed, factor: options.detour,
          within: times.max() ?? Milliseconds(0))
        try body(i, times.map { field.circle(within: $0, toleranceMetres: tolerance) })
      }
      return
    }
    try await CircleBatch(network, toleranceMetres: tolerance, workers: options.workers)
      .forEachFacility(of: places, within: times, body)
  }
}
