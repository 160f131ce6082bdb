/// A plan as data: its rules, the items they ask for, what it leaves open, and how its minutes become travel.
public struct RuleSet: Hashable, Sendable {
  /// A way to turn the plan's minutes into travel.
  public struct Profile: Hashable, Sendable, Codable {
    /// Its id, such as `standard`.
    public var id: String
    /// Its name.
    public var name: LocalizedText
  }

  /// A part of the plan, such as a table of its own.
  package struct Part: Hashable, Sendable, Codable {
    /// Its id.
    package var id: String
    /// Its heading.
    package var name: LocalizedText
  }

  /// Items that add up to no more than another.
  package struct Bound: Hashable, Sendable, Codable {
    /// The items that are added up.
    package var parts: [String]
    /// The item that they are part of.
    package var whole: String
    /// Whether a whole of 0 means that nobody recorded it.
    package var zeroIsUnrecorded: Bool
  }

  /// Its id, such as `zhejiang-14fyp`.
  public var id: String
  /// Raised whenever a number changes.
  public var version: Int
  /// The plan's name.
  public var name: LocalizedText
  /// The items its rules ask for.
  public var items: [Item] { didSet { index() } }
  /// Which items cannot be larger than which.
  package var bounds: [Bound] { didSet { index() } }
  /// What the plan leaves open, with the reading in force; ``choosing(_:_:)`` chooses another.
  public internal(set) var options: [RuleOption]
  /// Where the plan contradicts itself, by id.
  public var conflicts: [String: LocalizedText]
  /// The parts of the plan by which its indicators are listed, in its order.
  package var parts: [Part]
  /// The services its rules ask for, in the order of the plan.
  public var services: [Service] { didSet { index() } }
  /// Its profiles; the first is the default.
  public var profiles: [Profile]
  /// The profiles that every run judges.
  public var alwaysJudged: [String]
  /// Its rules, in the order of the plan.
  public var rules: [Rule] { didSet { index() } }
  /// Items whose values are taken from other items, by the choices in force.
  var substitutes: [String: String] = [:]
  /// The rules as they stand in the file, by id, where a choice has changed them.
  var rulesAsWritten: [String: Rule] = [:]
  /// The services as they stand in the file, by code, where a choice has changed them.
  var servicesAsWritten: [String: Service] = [:]
  /// Positions by id: every community and every rule looks them up.
  private var lookup = Lookup()

  /// Where rules, items and services stand in their arrays, and what is derived from them.
  private struct Lookup: Hashable, Sendable {
    var rules: [String: Int] = [:]
    var items: [String: Int] = [:]
    var services: [String: Int] = [:]
    var partsOfItem: [String: [String]] = [:]
    var unrecordedAtZero: Set<String> = []
    var circles: [CircleRule] = []
    var circleOfID: [String: Int] = [:]
  }

  /// Brings the positions in line with items, services and rules.
  mutating func index() {
    func positions(_ ids: [String]) -> [String: Int] {
      Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let circles = rules.compactMap { CircleRule($0) }
    lookup = Lookup(
      rules: positions(rules.map(\.id)), items: positions(items.map(\.id)),
      services: positions(services.map(\.code)),
      partsOfItem: Dictionary(
        items.filter { !$0.parts.isEmpty }.map { ($0.id, $0.parts) },
        uniquingKeysWith: { first, _ in first }),
      unrecordedAtZero: Set(bounds.filter(\.zeroIsUnrecorded).map(\.whole)),
      circles: circles, circleOfID: positions(circles.map(\.id)))
  }

  /// A rule by its id.
  public func rule(_ id: String) -> Rule? { lookup.rules[id].map { rules[$0] } }

  /// The place of a rule among ``rules``.
  func number(ofRule id: String) -> Int? { lookup.rules[id] }

  /// An item by its id.
  public func item(_ id: String) -> Item? { lookup.items[id].map { items[$0] } }

  /// The items of which 0 means that nothing was recorded.
  var unrecordedAtZero: Set<String> { lookup.unrecordedAtZero }

  /// The items whose sum an item is where it is not given itself; nil where it has no parts.
  package func parts(ofItem id: String) -> [String]? { lookup.partsOfItem[id] }

  /// The kinds that its services and items name.
  package var namedKinds: Set<FacilityKind> {
    Set(services.flatMap { $0.kinds + $0.without } + items.flatMap { $0.facilities?.kinds ?? [] })
  }

  /// The ids of the rules that ask for facilities of a kind, for a circle or for the value of an item.
  package func rules(askingFor kind: FacilityKind) -> [String] {
    let items = Set(
      items.filter { item in
        guard let described = item.facilities else { return false }
        return described.includes(kind)
      }.map(\.id))
    return rules.filter { rule in
      if case .circle(let circle) = rule.kind {
        return circle.services.compactMap(service).contains { $0.includes(kind) }
      }
      return rule.items.contains(where: items.contains)
    }.map(\.id)
  }

  /// A service by its code.
  public func service(_ code: String) -> Service? { lookup.services[code].map { services[$0] } }

  /// The services of a circle rule, in the rule's order.
  func services(of rule: CircleRule) -> [Service] { rule.services.compactMap(service) }

  /// A circle rule by its id.
  package func circleRule(_ id: String) -> CircleRule? {
    lookup.circleOfID[id].map { lookup.circles[$0] }
  }

  /// The circle rules, in the order of the plan.
  package internal(set) var circleRules: [CircleRule] {
    get { lookup.circles }
    set {
      rules = rules.compactMap { rule in
        guard case .circle = rule.kind else { return rule }
        return newValue.first { $0.id == rule.id }?.rule
      }
    }
  }

  /// The rules that new-build projects are judged by, without circles.
  public var newBuildRules: [Rule] {
    rules.filter { rule in
      if case .circle = rule.kind { return false }
      return rule.stage != .existing
    }
  }

  /// The draft of Zhejiang's plan for community services, 2021–2025.
  public static let zhejiang14thFiveYearPlan = compiledIn(
    "zhejiang-14fyp", PackageResources.zhejiang_14fyp_yaml)

  /// The numbers of the national plan for community services, 2021–2025.
  public static let national14thFiveYearPlan = compiledIn(
    "national-14fyp", PackageResources.national_14fyp_yaml)

  private static func compiledIn(_ name: String, _ bytes: [UInt8]) -> RuleSet {
    do {
      return try RuleSet(yaml: String(decoding: bytes, as: UTF8.self))
    } catch {
      preconditionFailure("\(name).yaml: \(error)")
    }
  }

  /// The rule sets of this library.
  public static let all = [zhejiang14thFiveYearPlan, national14thFiveYearPlan]
}

extension RuleSet: CustomStringConvertible {
  /// The id and the version.
  public var description: String { "\(id), version \(version)" }
}

extension RuleSet: Codable {
  private enum CodingKeys: String, CodingKey {
    case id, version, name, items, bounds, options, conflicts, parts, services, profiles,
      alwaysJudged
    case rules, substitutes, rulesAsWritten, servicesAsWritten
  }

  /// A rule set as ``encode(to:)`` writes it, its choices in force.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    version = try container.decode(Int.self, forKey: .version)
    name = try container.decode(LocalizedText.self, forKey: .name)
    items = try container.decode([Item].self, forKey: .items)
    bounds = try container.decode([Bound].self, forKey: .bounds)
    options = try container.decode([RuleOption].self, forKey: .options)
    conflicts = try container.decode([String: LocalizedText].self, forKey: .conflicts)
    parts = try container.decode([Part].self, forKey: .parts)
    services = try container.decode([Service].self, forKey: .services)
    profiles = try container.decode([Profile].self, forKey: .profiles)
    alwaysJudged = try container.decode([String].self, forKey: .alwaysJudged)
    rules = try container.decode([Rule].self, forKey: .rules)
    substitutes = try container.decode([String: String].self, forKey: .substitutes)
    rulesAsWritten = try container.decode([String: Rule].self, forKey: .rulesAsWritten)
    servicesAsWritten = try container.decode([String: Service].self, forKey: .servicesAsWritten)
    index()
  }

  /// All of the rule set, the choices in force included.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(version, forKey: .version)
    try container.encode(name, forKey: .name)
    try container.encode(items, forKey: .items)
    try container.encode(bounds, forKey: .bounds)
    try container.encode(options, forKey: .options)
    try container.encode(conflicts, forKey: .conflicts)
    try container.encode(parts, forKey: .parts)
    try container.encode(services, forKey: .services)
    try container.encode(profiles, forKey: .profiles)
    try container.encode(alwaysJudged, forKey: .alwaysJudged)
    try container.encode(rules, forKey: .rules)
    try container.encode(substitutes, forKey: .substitutes)
    try container.encode(rulesAsWritten, forKey: .rulesAsWritten)
    try container.encode(servicesAsWritten, forKey: .servicesAsWritten)
  }
}
