import ServiceCircles
import ServiceCirclesIO

/// What a check says of one record.
struct CheckResult {
  let id: String
  let name: String?
  /// PASS, FAIL or UNKNOWN; ERROR where the record cannot be judged.
  let verdict: String
  /// Empty where the record cannot be judged.
  let findings: [Finding]
  /// Why it cannot.
  let issues: [RecordIssue]
  let project: BuildProject?
  /// What its homes reach, before and after its own facilities.
  var reach: ProjectReach?
  /// What other readings of the plan would change.
  let otherReadings: [OtherReading]

  init(_ record: ProjectRecord, by judge: RuleJudge, _ others: OtherReadings) {
    id = record.id
    switch record {
    case .project(let project):
      let found = judge.finding(of: project)
      name = project.name
      verdict = found.verdict.rawValue
      findings = found.findings
      issues = []
      otherReadings = others.flips(of: found)
      self.project = project
    case .rejected(_, let issues):
      name = nil
      verdict = "ERROR"
      findings = []
      self.issues = issues
      otherReadings = []
      project = nil
    }
  }

  func finding(of rule: String) -> Finding? { findings.first { $0.ruleID == rule } }

  /// The exit code of a check: 65 where a record was rejected, else 1 where one fails, else 2 where one is
  /// not known, else 0.
  static func exitCode(of results: [CheckResult]) -> Int32 {
    let verdicts = Set(results.map(\.verdict))
    if verdicts.contains("ERROR") { return 65 }
    if verdicts.contains("FAIL") { return 1 }
    return verdicts.contains("UNKNOWN") ? 2 : 0
  }
}
