/// The results of some communities, in the order of their ids.
public struct CommunityResults: Sendable {
  /// The communities.
  public var communities: [CommunityRecord] = []
  /// How much is reached: a row per community, rule, profile and service.
  public var coverage: [Coverage] = []
  /// Homes that are not reached, by cause.
  public var gaps: [Gap] = []
  /// The findings of rules that are no circles.
  public var findings: [Finding] = []
  /// The rules that another meaning of urban and rural would add or drop.
  public var sensitivity: [Sensitivity] = []

  /// The results of some communities.
  init(
    communities: [CommunityRecord] = [], coverage: [Coverage] = [], gaps: [Gap] = [],
    findings: [Finding] = [], sensitivity: [Sensitivity] = []
  ) {
    self.communities = communities
    self.coverage = coverage
    self.gaps = gaps
    self.findings = findings
    self.sensitivity = sensitivity
  }

  /// Adds the results of more communities.
  mutating func append(_ other: CommunityResults) {
    communities += other.communities
    coverage += other.coverage
    gaps += other.gaps
    findings += other.findings
    sensitivity += other.sensitivity
  }
}
