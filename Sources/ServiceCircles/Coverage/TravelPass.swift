import Streets

/// The rules that share a way of travelling, with the searches of their services.
///
/// > One search per service × mode × speed at the largest limit any rule needs; settings and minutes read the
/// > same field.
struct TravelPass: Sendable {
  let travel: Travel
  /// The rules, and for each where its services stand in ``services``.
  let rules: [(judged: JudgedRule, services: [Int])]
  /// The services, in the order of the plan.
  let services: [ServiceSearch]
  /// The streets as this way of travelling sees them; nil for straight lines.
  let network: TravelNetwork?
  /// The times to the data's edge, where streets are cut, as if every service had a facility there; nil
  /// where no street is cut.
  let edge: TimeField?
  /// The straight metres that a millisecond is good for, the detour factor included: κ · straight ÷ v ≤ τ.
  let straightMetresPerMillisecond: Double

  init(
    _ travel: Travel, _ judged: [JudgedRule], _ services: [ServiceSearch],
    network: TravelNetwork?, edge: TimeField?, detour: Double
  ) {
    self.travel = travel
    self.services = services
    self.network = network
    self.edge = edge
    let numbers = Dictionary(
      services.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    rules = judged.map { ($0, $0.rule.services.compactMap { numbers[$0] }) }
    straightMetresPerMillisecond = 1 / (travel.speed.millisecondsPerMetre * detour)
  }
}

/// The field of one service, and what is derived from it.
struct ServiceSearch: Sendable {
  /// The service's code.
  let code: String
  /// The times to the nearest facility.
  let field: TimeField
  /// From where any facility can be reached in any time.
  let reachability: Reachability
  /// The straight distances to the facilities.
  let distances: PlaceDistances
  /// Where a facility may be that the data does not have.
  let open: OpenPlaces

  init(_ code: String, _ field: TimeField, open: OpenPlaces) {
    self.code = code
    self.field = field
    self.open = open
    reachability = Reachability(field)
    distances = PlaceDistances(to: field.facilities)
  }
}
