import Streets

/// All searches of an assessment: for every way of travelling its network, its services' fields, the times to
/// the data's edge. Built once; coverage, circles, facilities and edits read the same ones.
///
/// - Complexity: The memory of a field, 8 bytes a node, for every service and way of travelling.
struct TravelPasses: Sendable {
  private(set) var passes: [TravelPass]
  /// The streets for walkers, whatever ways of travelling the rules name; nil for straight lines.
  let walk: TravelNetwork?

  /// Searches the fields of all services.
  ///
  /// - Parameters:
  ///   - rules: The circle rules that apply, as profiles judge them.
  ///   - progress: Called with the number of fields that are done, and that of all.
  /// - Throws: ``AssessmentError/noStreets(file:mode:)``; `CancellationError`.
  init(
    _ rules: [JudgedRule], of standard: RuleSet, _ inputs: AssessmentInputs,
    _ options: AssessmentOptions, progress: (@Sendable (Int, Int) -> Void)? = nil
  ) async throws {
    let plans = Self.plans(rules, of: standard)
    let total = plans.reduce(0) { $0 + $1.services.count }
    walk = try Self.walk(inputs, options)
    passes = []
    var done = 0
    for plan in plans {
      try Task.checkCancellation()
      let network = inputs.streets.map { Self.network(of: plan.travel, $0, options) }
      let sets = plan.services.map { $0.places(among: inputs.facilities) }
      let before = done
      let fields = try await Self.fields(to: sets, plan, network, options) {
        progress?(before + $0, total)
      }
      done += fields.count
      progress?(done, total)
      let isCut = inputs.streets?.isCut.contains(true) == true
      let edge = isCut ? network?.timeField(to: [], within: plan.horizon).optimistic() : nil
      let services = try await concurrentMap(
        0..<fields.count, workers: options.workers, state: {}
      ) { _, i in
        ServiceSearch(
          plan.services[i].code, fields[i],
          open: Self.openPlaces(
            of: plan.services[i], inputs.unusableFacilities, plan, network, options))
      }
      passes.append(
        TravelPass(
          plan.travel, plan.rules, services, network: network, edge: edge, detour: options.detour))
    }
  }

  /// The searches after facilities were edited. A field that only gains facilities is continued; one that
  /// loses any is searched anew; the others stay as they are.
  ///
  /// - Parameter facilities: All facilities, the edits applied.
  func applying(
    _ edits: FacilityEdits, removing removed: [Facility], leaving facilities: [Facility],
    of standard: RuleSet, _ options: AssessmentOptions
  ) async throws -> TravelPasses {
    var copy = self
    for (i, pass) in passes.enumerated() {
      copy.passes[i] = TravelPass(
        pass.travel, pass.rules.map(\.judged),
        try await concurrentMap(
          0..<pass.services.count, workers: options.workers, state: {}
        ) { _, k in
          let search = pass.services[k]
          guard let service = standard.service(search.code) else { return search }
          if removed.contains(where: { service.includes($0.kind) }) {
            let places = service.places(among: facilities)
            return ServiceSearch(
              search.code,
              Self.field(to: places, pass.travel, pass.network, options, search.field.limit),
              open: search.open)
          }
          let added = service.places(among: edits.added)
          return added.isEmpty
            ? search
            : ServiceSearch(search.code, search.field.adding(added), open: search.open)
        }, network: pass.network, edge: pass.edge, detour: options.detour)
    }
    return copy
  }

  /// The codes of services that certainly no facility offers.
  var servicesWithoutFacility: Set<String> {
    Set(
      passes.flatMap(\.services).filter {
        $0.field.facilities.isEmpty && $0.open.field == nil && !$0.open.isAnywhere
      }.map(\.code))
  }

  /// The searches for fewer rules.
  func keeping(_ rules: [JudgedRule], detour: Double) -> TravelPasses {
    var copy = self
    copy.passes = passes.compactMap { pass in
      let kept = rules.filter { $0.travel == pass.travel }
      return kept.isEmpty
        ? nil
        : TravelPass(
          pass.travel, kept, pass.services, network: pass.network, edge: pass.edge, detour: detour)
    }
    return copy
  }

  /// One way of travelling: its rules, the services they ask for, and how far is searched.
  private struct Plan {
    var travel: Travel
    var rules: [JudgedRule]
    var services: [Service]

    /// How far is searched. What is not known is, too: it may be nearer than what is.
    var horizon: Milliseconds { rules.map(\.horizon).max() ?? Milliseconds(0) }
  }

  private static func plans(_ rules: [JudgedRule], of standard: RuleSet) -> [Plan] {
    var travels: [Travel] = []
    for rule in rules where !travels.contains(rule.travel) { travels.append(rule.travel) }
    return travels.map { travel in
      let own = rules.filter { $0.travel == travel }
      let codes = Set(own.flatMap(\.rule.services))
      return Plan(
        travel: travel, rules: own, services: standard.services.filter { codes.contains($0.code) })
    }
  }

  private static func fields(
    to sets: [[Place]], _ plan: Plan, _ network: TravelNetwork?, _ options: AssessmentOptions,
    progress: @escaping @Sendable (Int) -> Void
  ) async throws -> [TimeField] {
    if let network {
      return try await network.timeFields(
        to: sets, within: plan.horizon, workers: options.workers, progress: progress)
    }
    return sets.map { field(to: $0, plan.travel, nil, options, plan.horizon) }
  }

  /// The times to some places; by straight lines where there is no network.
  private static func field(
    to places: [Place], _ travel: Travel, _ network: TravelNetwork?, _ options: AssessmentOptions,
    _ limit: Milliseconds
  ) -> TimeField {
    network?.timeField(to: places, within: limit)
      ?? .straightLine(to: places, at: travel.speed, factor: options.detour, within: limit)
  }

  /// Where a facility may be of a service though its record cannot be used.
  private static func openPlaces(
    of service: Service, _ unusable: [UnusableFacility], _ plan: Plan, _ network: TravelNetwork?,
    _ options: AssessmentOptions
  ) -> OpenPlaces {
    let open = unusable.open(of: service)
    return OpenPlaces(
      field: open.places.isEmpty
        ? nil : field(to: open.places, plan.travel, network, options, plan.horizon).optimistic(),
      isAnywhere: open.isAnywhere)
  }

  private static func network(
    of travel: Travel, _ streets: StreetNetwork, _ options: AssessmentOptions
  ) -> TravelNetwork {
    TravelNetwork(
      streets, travel, detour: options.detour, reachMetres: options.accessMetres)
  }

  private static func walk(
    _ inputs: AssessmentInputs, _ options: AssessmentOptions
  ) throws(AssessmentError) -> TravelNetwork? {
    guard let streets = inputs.streets else { return nil }
    let walk = TravelNetwork(
      streets, by: .walk,
      access: AccessRule(detour: options.detour, reachMetres: options.accessMetres))
    guard walk.hasStreets else {
      throw .noStreets(
        file: inputs.path(ofRole: "streets"), mode: .walk)
    }
    return walk
  }
}

extension Service {
  /// The places of the facilities that offer the service.
  func places(among facilities: [Facility]) -> [Place] {
    facilities.filter { includes($0.kind) }.map(\.place)
  }
}
