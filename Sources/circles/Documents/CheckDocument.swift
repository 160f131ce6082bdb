import ServiceCircles
import Streets

/// What a check says of one project, as JSON.
struct CheckDocument: Encodable {
  struct ReadingDocument: Encodable {
    var rule_id: String
    var option: String
    var choice: String
    var verdict: String
  }

  var project: String
  @OrNull var name: String?
  var verdict: String
  var rules: [FindingDocument]
  var not_asked: [String]
  @OrNull var only_rules: [String]?
  /// Why the record cannot be judged.
  var errors: [String]
  /// What is odd in the record though it is judged.
  var remarks: [String]
  var options: [String: String]
  var other_readings: [ReadingDocument]
  var circles: [ReachDocument]
  /// Why there are none though there are streets and the project is judged.
  @OrNull var no_circles: String?

  init(_ result: ProjectCheck.ProjectResult, _ standard: RuleSet, rules only: [String]?) {
    only_rules = only
    project = result.id
    name = result.name
    verdict = result.verdict?.rawValue ?? "ERROR"
    func text(_ issue: RecordIssue) -> String {
      (issue.field.isEmpty ? "" : issue.field + ": ") + Interface.text(issue.problem)
    }
    errors = result.issues.map(text)
    remarks = result.remarks.map { text($0) + "; " + Interface.text($0.action) }
    not_asked = result.findings.filter { !$0.isAsked }.map(\.ruleID)
    options = standard.chosenOptions
    other_readings = result.otherReadings.map {
      ReadingDocument(
        rule_id: $0.ruleID, option: $0.option, choice: $0.choice, verdict: $0.verdict.rawValue)
    }
    circles = result.reach.map { ReachDocument.rows(of: $0, standard) } ?? []
    no_circles = result.unplaced.map { Interface.text($0.problem) }
    if result.isRejected {
      let reason = errors.joined(separator: "; ")
      rules = standard.newBuildRules.filter { only?.contains($0.id) ?? true }.map {
        FindingDocument(
          rule_id: $0.id, name: $0.name.text(in: Interface.language), verdict: "ERROR",
          note: reason, missing: [])
      }
    } else {
      rules = result.findings.filter(\.isAsked).map { FindingDocument($0, standard) }
    }
  }
}

/// One service of a rule under one profile, before and after a project's own facilities.
struct ReachDocument: Encodable {
  var rule_id: String
  var profile: String
  var service: String
  var minutes: Double
  /// Null where facilities that the data does not have could shorten them.
  @OrNull var before_minutes: Double?
  @OrNull var after_minutes: Double?
  /// Those to what is known.
  @OrNull var before_minutes_at_most: Double?
  @OrNull var after_minutes_at_most: Double?
  @OrNull var reached_before: Bool?
  @OrNull var reached_after: Bool?

  static func rows(of reach: ProjectReach, _ standard: RuleSet) -> [ReachDocument] {
    reach.rows.compactMap { row in
      standard.circleRule(row.ruleID).map { rule in
        ReachDocument(
          rule_id: rule.id, profile: row.profile, service: row.service,
          minutes: rule.minutes, before_minutes: minutes(row.before),
          after_minutes: minutes(row.after), before_minutes_at_most: minutes(row.beforeAtMost),
          after_minutes_at_most: minutes(row.afterAtMost), reached_before: row.isReachedBefore,
          reached_after: row.isReachedAfter)
      }
    }
  }

  /// Minutes with four decimals.
  private static func minutes(_ time: Milliseconds?) -> Double? {
    time.flatMap { Double($0.minutesText(places: 4)) }
  }
}
