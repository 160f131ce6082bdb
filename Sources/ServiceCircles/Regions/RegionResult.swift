/// A rule in a region: a circle rule's service, or the finding of a rule that is no circle.
///
/// > A ratio of a region is the ratio of sums. 100 % means all.
public struct RegionResult: Hashable, Sendable, Codable {
  /// The region.
  public var region: Region
  /// The rule's id.
  public var ruleID: String
  /// The profile of travel, ``Finding/ownFacilities`` or ``Finding/anyProfile``.
  public var profile: String
  /// The service's code, or ``Service/joint``.
  public var service: String
  /// How many communities, or other units that the rule judges first, it applies to.
  public var units: Int
  /// How many of them meet it; nil where they are not judged themselves.
  public var passing: Int?
  /// The households of a circle rule, as far as their homes have a number; nil for other rules.
  public var households: Coverage.Count?
  /// The ratio of the sums: of a circle the share of households, 0…1, else in the rule's unit.
  public var value: Double?
  /// Whether the region as a whole meets the rule; nil without a verdict.
  public var verdict: Verdict?
  /// What a rule that is no circle finds of the region; nil for a circle rule.
  public var finding: Finding?
}
