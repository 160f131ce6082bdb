import ServiceCircles
import ServiceCirclesIO

/// Problems of records, a line each on standard error.
enum IssueLines {
  /// How many records' problems are listed; a column that is wrong is wrong in every record.
  static let mostListed = 20

  /// Lists what is wrong with records, on standard error.
  static func report(_ issues: [RecordIssue], of source: String) {
    for issue in issues.prefix(mostListed) {
      Interface.note(
        Interface.text(
          issue.feature.isEmpty ? "command.issue_of_file" : "command.issue", texts(of: issue)))
    }
    if issues.count > mostListed {
      Interface.note(
        Interface.text(
          "command.more_issues",
          ["file": source, "count": "\(issues.count - mostListed)"]))
    }
  }

  /// Says what is wrong with a layer as a whole, on standard error.
  static func report(_ issue: RecordIssue) {
    Interface.note(Interface.text("command.layer_issue", texts(of: issue)))
  }

  static func texts(of issue: RecordIssue) -> [String: String] {
    [
      "layer": issue.layer,
      "place": Interface.text(
        issue.field.isEmpty ? "command.feature" : "command.feature_field",
        ["feature": issue.feature, "field": issue.field]),
      "problem": Interface.text(issue.problem),
      "action": Interface.text(issue.action),
    ]
  }
}
