import Streets

/// The rules that share a way of travelling, with the time fields of their services.
///
/// One search per service × mode × speed at the largest limit any rule needs; settings and minutes read the
/// same field.
struct TravelPass: Sendable {
  let travel: Travel
  /// The rules, and for each where its services stand in ``fields``.
  let rules: [(judged: JudgedRule, services: [Int])]
  /// The codes of the services.
  let services: [String]
  /// Nil for straight lines.
  let network: TravelNetwork?
  let fields: [TimeField]
  /// The times to the data's edge, where streets are cut: as if every service had a facility there. Nil where
  /// none is.
  let edge: TimeField?
  let reachability: [Reachability]
  let distances: [PlaceDistances]
  /// κ · straight ÷ v ≤ τ: metres of straight line that a millisecond is good for.
  let straightMetresPerMillisecond: Double

  /// The field of one service.
  struct Key: Hashable {
    var travel: Travel
    var service: String
  }

  /// A pass over streets, or by straight lines where there are none.
  ///
  /// - Parameter known: fields that were searched before.
  init(
    _ travel: Travel, _ judged: [JudgedRule], of standard: RuleSet, _ inputs: Assessment.Inputs,
    _ options: Assessment.Options, known: [Key: TimeField]
  ) {
    self.travel = travel
    let codes = Self.services(of: judged, in: standard)
    services = codes
    rules = judged.map { rule in
      (rule, rule.rule.services.compactMap { codes.firstIndex(of: $0) })
    }
    let horizon = judged.map(\.horizon).max() ?? Milliseconds(0)
    let network = Self.network(of: travel, inputs, options)
    self.network = network
    let fields = codes.map { code in
      known[Key(travel: travel, service: code)]
        ?? Self.field(
          to: Self.places(of: code, in: standard, inputs.facilities), travel, network,
          options.detour, within: horizon)
    }
    self.fields = fields
    let longest = judged.map(\.rule.time).max() ?? Milliseconds(0)
    edge =
      inputs.streets?.isCut.contains(true) == true
      ? network?.timeField(to: [], within: longest).optimistic() : nil
    reachability = fields.map { Reachability($0) }
    distances = fields.map { PlaceDistances(to: $0.facilities) }
    straightMetresPerMillisecond = 1 / (travel.speed.millisecondsPerMetre * options.detour)
  }

  /// The streets as one way of travelling sees them; nil for straight lines.
  static func network(
    of travel: Travel, _ inputs: Assessment.Inputs, _ options: Assessment.Options
  ) -> TravelNetwork? {
    inputs.streets.map {
      TravelNetwork(
        $0, by: travel.mode, speed: travel.speed,
        access: AccessRule(
          speed: travel.accessSpeed, detour: options.detour, reachMetres: options.accessMetres))
    }
  }

  /// The facilities of a service.
  static func places(
    of service: String, in standard: RuleSet, _ facilities: [Facility]
  ) -> [Place] {
    guard let service = standard.service(service) else { return [] }
    return facilities.filter { service.includes($0.kind) }.map(\.place)
  }

  /// The times to some facilities.
  static func field(
    to places: [Place], _ travel: Travel, _ network: TravelNetwork?, _ detour: Double,
    within horizon: Milliseconds
  ) -> TimeField {
    network?.timeField(to: places, within: horizon)
      ?? .straightLine(to: places, at: travel.speed, factor: detour, within: horizon)
  }

  private static func services(of judged: [JudgedRule], in standard: RuleSet) -> [String] {
    standard.services.map(\.code).filter { code in
      judged.contains { $0.rule.services.contains(code) }
    }
  }

  /// The ways of travelling of some rules, each once, in the order of the rules.
  static func travels(of judged: [JudgedRule]) -> [Travel] {
    var travels: [Travel] = []
    for rule in judged where !travels.contains(rule.travel) { travels.append(rule.travel) }
    return travels
  }
}
