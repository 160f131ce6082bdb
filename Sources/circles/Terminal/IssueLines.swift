import ServiceCircles
import ServiceCirclesIO

/// Problems of records, a line each on standard error.
enum IssueLines {
  /// How many problems are listed at most; a column that is wrong is wrong in every record.
  static let mostListed = 20

  /// Lists problems of records on standard error, and for each layer how many are not listed.
  ///
  /// - Parameter source: The file of issues that name no layer.
  static func report(_ issues: [RecordIssue], of source: String) {
    for issue in issues.prefix(mostListed) {
      Interface.note(
        Interface.text(
          issue.feature.isEmpty ? "command.issue_of_file" : "command.issue", texts(of: issue)))
    }
    let others = issues.dropFirst(mostListed).map { $0.layer.isEmpty ? source : $0.layer }
    var counts: [(layer: String, count: Int)] = []
    for layer in others {
      if let i = counts.firstIndex(where: { $0.layer == layer }) {
        counts[i].count += 1
      } else {
        counts.append((layer, 1))
      }
    }
    for (layer, count) in counts {
      Interface.note(
        Interface.text("command.more_issues", ["file": layer, "count": "\(count)"]))
    }
  }

  /// Writes a problem of a layer as a whole to standard error.
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
