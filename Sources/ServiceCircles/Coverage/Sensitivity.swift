/// A rule that applies to a community by one meaning of urban and rural, and by another does not.
public struct Sensitivity: Hashable, Sendable, Codable {
  /// The community's id.
  public var communityID: String
  /// The meanings that differ from the one that is used.
  public var bases: [SettingReadings.Basis]
  /// The setting that is used.
  public var setting: Setting
  /// The setting by the other meanings.
  public var otherSetting: Setting
  /// The rule's id.
  public var ruleID: String
  /// The profile's id.
  public var profile: String
  /// The service's code, or ``Service/joint``.
  public var service: String
  /// The value under the setting that the rule applies to: of a circle the share of households.
  public var value: Double?
  /// The verdict under the setting that is used; nil without one.
  public var verdict: Verdict?
  /// The verdict under the other setting; nil without one.
  public var otherVerdict: Verdict?

  /// Whether the meaning decides the verdict.
  public var flips: Bool {
    verdict != otherVerdict && (isJudged(verdict) || isJudged(otherVerdict))
  }

  private func isJudged(_ verdict: Verdict?) -> Bool {
    verdict != nil && verdict != .notApplicable
  }

  /// The rules of one setting only, as a community's two readings find them.
  static func rows(
    of community: Community, used: CommunityResults, other: CommunityResults, _ standard: RuleSet
  ) -> [Sensitivity] {
    let bases = community.settings.bases(against: community.setting)
    let otherSetting: Setting = community.setting == .urban ? .rural : .urban
    func row(
      _ rule: String, _ profile: String, _ service: String, _ value: Double?, _ verdict: Verdict?,
      isUsed: Bool
    ) -> Sensitivity {
      Sensitivity(
        communityID: community.id, bases: bases, setting: community.setting,
        otherSetting: otherSetting, ruleID: rule, profile: profile, service: service, value: value,
        verdict: isUsed ? verdict : .notApplicable,
        otherVerdict: isUsed ? .notApplicable : verdict)
    }
    var rows: [Sensitivity] = []
    for (part, isUsed) in [(used, true), (other, false)] {
      rows += part.coverage.filter { row in
        guard let rule = standard.circleRule(row.ruleID) else { return false }
        return rule.setting != nil && rule.isWholeResult(row.service)
      }.map {
        row($0.ruleID, $0.profile, $0.service, $0.householdShare, $0.verdict, isUsed: isUsed)
      }
      rows += part.findings.filter { standard.rule($0.ruleID)?.setting != nil }.map {
        row(
          $0.ruleID, $0.profile, Service.joint, $0.value?.double, $0.verdict, isUsed: isUsed)
      }
    }
    return rows
  }
}
