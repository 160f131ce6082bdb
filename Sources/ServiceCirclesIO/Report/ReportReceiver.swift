import ServiceCircles

/// Writes the results of an assessment into a report as they come.
final class ReportReceiver: AssessmentReceiver {
  private let store: ReportStore
  private let language: Language
  private var wording: Wording?

  /// A receiver that fills a report, which has the tables of an assessment, and finishes it.
  init(_ store: ReportStore, language: Language) {
    self.store = store
    self.language = language
  }

  func begin(_ opening: Assessment.Opening) throws {
    wording = Wording(opening.run.standard)
    try store.append(opening.rules.compactMap { RuleRow($0, of: opening.run.standard) })
    try store.append(opening.sources.map { InputRow(source: $0) })
  }

  func receive(_ results: CommunityResults) throws {
    let hasHomes = results.communities.contains { $0.residences != nil }
    try store.append(results.communities.map { CommunityRow(community: $0) })
    try store.append(results.coverage.map { CoverageRow(coverage: $0, hasHomes: hasHomes) })
    try store.append(results.gaps.map { GapRow(gap: $0) })
    try append(results.findings)
    try store.append(results.sensitivity.map { SensitivityRow(row: $0) })
  }

  func receive(_ circles: [ServiceCircle]) throws {
    try store.append(circles.map { CircleRow($0) })
    try store.append(
      circles.flatMap { circle in
        circle.ruleIDs.map { CircleRuleRow(circleID: circle.id, ruleID: $0) }
      })
  }

  func end(_ ending: Assessment.Ending) throws {
    try append(ending.summary.regions.compactMap(\.finding))
    try store.append(ending.summary.regions.map { RegionSummaryRow(result: $0) })
    try store.append(ending.facilities.map { FacilityRow(facility: $0) })
    try store.append(ending.issues.map { IssueRow(issue: $0, language: language) })
    try store.append([RunRow(ending.run)])
    try store.finish()
  }

  private func append(_ findings: [Finding]) throws(ReportError) {
    guard let wording else { return }
    try store.append(findings.map { RatioRow($0, wording, language) })
  }
}
