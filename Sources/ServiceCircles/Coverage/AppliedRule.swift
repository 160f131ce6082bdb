/// A rule as it was applied: of a circle rule one for every profile that judges it.
public struct AppliedRule: Hashable, Sendable, Codable {
  /// The rule's id.
  public var ruleID: String
  /// The profile of travel, ``Finding/ownFacilities`` or ``Finding/anyProfile``.
  public var profile: String
  /// The way of travelling; nil for a rule that is no circle.
  public var travel: Travel?
  /// The longest access leg in metres; nil for a rule that is no circle.
  public var accessMetres: Double?
  /// The detour factor of access legs; nil for a rule that is no circle.
  public var detour: Double?
}

extension AppliedRule {
  fileprivate init(_ judged: JudgedRule, _ options: AssessmentOptions) {
    self.init(
      ruleID: judged.rule.id, profile: judged.profile, travel: judged.travel,
      accessMetres: options.accessMetres, detour: options.detour)
  }
}

extension RuleSet {
  /// The rules of an assessment: circle rules by profile, then the others, by profile where circles have a
  /// say.
  func applied(_ judged: [JudgedRule], _ options: AssessmentOptions) -> [AppliedRule] {
    let profiles = Set(judged.map(\.profile)).sorted()
    let others = rules.flatMap { rule -> [AppliedRule] in
      switch rule.kind {
      case .circle: []
      case .coverage(let test) where !test.circles.isEmpty:
        profiles.map { AppliedRule(ruleID: rule.id, profile: $0) }
      case .coverage(let test) where test.reach != nil:
        ([Finding.ownFacilities] + profiles).map { AppliedRule(ruleID: rule.id, profile: $0) }
      default: [AppliedRule(ruleID: rule.id, profile: Finding.anyProfile)]
      }
    }
    return judged.map { AppliedRule($0, options) } + others
  }

  /// The rules of a check of new-build projects: circle rules by profile, then the rules of new-build
  /// projects.
  func appliedToProjects(_ judged: [JudgedRule], _ options: AssessmentOptions) -> [AppliedRule] {
    judged.map { AppliedRule($0, options) }
      + newBuildRules.map { AppliedRule(ruleID: $0.id, profile: Finding.anyProfile) }
  }
}
