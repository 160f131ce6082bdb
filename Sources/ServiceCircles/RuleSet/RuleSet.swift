/// A plan as data: its rules, the items they ask for, what it leaves open, and how its minutes become travel.
public struct RuleSet: Hashable, Sendable {
  /// A way to turn the plan's minutes into travel.
  public struct Profile: Hashable, Sendable {
    /// Its id, such as `standard`.
    public var id: String
    /// Its name.
    public var name: LocalizedText
  }

  /// Items that add up to no more than another.
  public struct Bound: Hashable, Sendable {
    /// The items.
    public var parts: [String]
    /// What they are part of.
    public var whole: String
    /// Whether a whole of 0 means that nobody recorded it.
    public var zeroIsUnrecorded: Bool
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
  public var bounds: [Bound]
  /// What the plan leaves open.
  public internal(set) var options: [RuleOption]
  /// Where the plan contradicts itself, by id.
  public var conflicts: [String: LocalizedText]
  /// The services its rules ask for, in the order of the plan.
  public var services: [Service]
  /// Its profiles; the first is the default.
  public var profiles: [Profile]
  /// The profiles that every run judges.
  public var alwaysJudged: [String]
  /// Its rules, in the order of the plan.
  public var rules: [Rule] { didSet { index() } }
  /// Items that are taken from others, by what was chosen.
  var substitutes: [String: String] = [:]
  /// The rules as they stand in the file, by id, where a choice has changed them.
  var rulesAsWritten: [String: Rule] = [:]
  /// The parts of the items that have any: judging looks them up for every subject.
  private(set) var partsOfItem: [String: [String]] = [:]
  /// The circle rules: assessing looks them up for every community.
  private var circles: [CircleRule] = []

  /// Brings what is looked up in line with the items and the rules.
  mutating func index() {
    circles = rules.compactMap { rule in
      if case .circle(let circle) = rule.test { circle } else { nil }
    }
    partsOfItem = Dictionary(
      items.filter { !$0.parts.isEmpty }.map { ($0.id, $0.parts) },
      uniquingKeysWith: { first, _ in first })
  }

  /// A service by its code.
  public func service(_ code: String) -> Service? { services.first { $0.code == code } }

  /// The services of a rule, in the rule's order.
  public func services(of rule: CircleRule) -> [Service] { rule.services.compactMap(service) }

  /// An item by its id.
  public func item(_ id: String) -> Item? { items.first { $0.id == id } }

  /// A rule by its id.
  public func rule(_ id: String) -> Rule? { rules.first { $0.id == id } }

  /// The circle rules.
  public internal(set) var circleRules: [CircleRule] {
    get { circles }
    set {
      rules = rules.compactMap { rule in
        guard case .circle = rule.test else { return rule }
        return newValue.first { $0.id == rule.id }.map { circle in
          var changed = rule
          changed.threshold = circle.threshold
          changed.setting = circle.setting
          changed.test = .circle(circle)
          return changed
        }
      }
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
