/// Counts why records of a layer were not used.
package struct LossTally: Sendable {
  private var counts: [Message: Int] = [:]

  /// How many different texts of one problem are listed one by one.
  private static let mostTexts = 3

  /// What is done with a record that is not used, by the key of an issue's action.
  private static let actions: Set<String> = [
    "layer.skipped", "osm.left_out", "osm.boundary_left_out", "table.correct_record",
  ]
  /// Problems of which one issue tells for many records; whoever found them counts them.
  private static let summaries: Set<String> = ["place.identical", "place.identical_many"]

  /// Counts nothing yet.
  package init() {}

  /// Counts the records that issues say were not used.
  package init(_ issues: [RecordIssue]) {
    // A record may be wrong in several ways, and its issues follow each other.
    var last: String?
    for issue in issues
    where Self.actions.contains(issue.action.key) && !issue.feature.isEmpty
      && !Self.summaries.contains(issue.problem.key)
    {
      if issue.feature != last { add(issue.problem) }
      last = issue.feature
    }
  }

  /// Counts records with the same problem.
  package mutating func add(_ problem: Message, _ count: Int = 1) {
    if count > 0 { counts[problem, default: 0] += count }
  }

  /// The reasons, the most frequent first. A problem that has many texts, such as one for each value that is
  /// no number, is one reason, with an example.
  package var reasons: [InputSource.Loss] {
    let byKey = Dictionary(grouping: counts, by: { $0.key.key })
    return byKey.values.flatMap { texts in
      let all = texts.map { InputSource.Loss(problem: $0.key, count: $0.value) }
        .sorted(by: Self.isBefore)
      guard all.count > Self.mostTexts, let example = all.first else { return all }
      return [
        InputSource.Loss(
          problem: Message("loss.such_as", parts: ["problem": example.problem]),
          count: all.reduce(0) { $0 + $1.count })
      ]
    }.sorted(by: Self.isBefore)
  }

  private static func isBefore(_ a: InputSource.Loss, _ b: InputSource.Loss) -> Bool {
    (b.count, a.problem.text(in: .english)) < (a.count, b.problem.text(in: .english))
  }
}
