/// A plan as data: its services, its profiles and its rules.
public struct RuleSet: Hashable, Sendable {
  /// A way to turn the plan's minutes into travel.
  public struct Profile: Hashable, Sendable {
    /// Its id, such as `standard`.
    public var id: String
    /// Its name.
    public var name: LocalizedText
  }

  /// Its id, such as `zhejiang-14fyp`.
  public var id: String
  /// The plan's name.
  public var name: LocalizedText
  /// The services its rules ask for, in the order of the plan.
  public var services: [Service]
  /// Its profiles; the first is the default.
  public var profiles: [Profile]
  /// The profiles that every run judges.
  public var alwaysJudged: [String]
  /// Its circle rules, in the order of the plan.
  public var circleRules: [CircleRule]

  /// A service by its code.
  public func service(_ code: String) -> Service? { services.first { $0.code == code } }

  /// The services of a rule, in the rule's order.
  public func services(of rule: CircleRule) -> [Service] { rule.services.compactMap(service) }

  /// The draft of Zhejiang's plan for community services, 2021–2025.
  public static let zhejiang14thFiveYearPlan: RuleSet = {
    do {
      return try RuleSet(
        yaml: String(decoding: PackageResources.zhejiang_14fyp_yaml, as: UTF8.self))
    } catch {
      preconditionFailure("zhejiang-14fyp.yaml: \(error)")
    }
  }()

  /// The rule sets of this library.
  public static let all = [zhejiang14thFiveYearPlan]
}
