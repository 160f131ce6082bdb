/// A rule that applies to a community by one meaning of urban and rural and not by another.
public struct Sensitivity: Hashable, Sendable {
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
  /// The profile.
  public var profile: String
  /// The service, or `*`.
  public var service: String
  /// What the rule finds under the setting that it applies to: the share of households, or the value.
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
    of community: Community, used: Assessment.Part, other: Assessment.Part, _ standard: RuleSet
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
    let circles = standard.circleRules
    var rows: [Sensitivity] = []
    for (part, isUsed) in [(used, true), (other, false)] {
      rows += part.coverage.filter { row in
        // A rule's whole result, not one service of several.
        circles.contains {
          $0.id == row.ruleID && $0.setting != nil
            && ($0.services.count == 1 || row.service == Coverage.joint)
        }
      }.map {
        row($0.ruleID, $0.profile, $0.service, $0.householdShare, $0.verdict, isUsed: isUsed)
      }
      rows += part.findings.filter { standard.rule($0.finding.ruleID)?.setting != nil }.map {
        row(
          $0.finding.ruleID, $0.profile, Coverage.joint, $0.finding.value?.double,
          $0.finding.verdict, isUsed: isUsed)
      }
    }
    return rows
  }
}
