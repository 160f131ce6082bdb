/// Counts why records of a layer, or values of them, were not used.
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

  /// What is done with a value that is not used, of a record that is.
  private static let actionsOnValues: Set<String> = ["place.value_ignored", "osm.levels_default"]

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

  /// Counts the values that issues say were not used, though their records were.
  package init(ignoredValuesOf issues: [RecordIssue]) {
    for issue in issues where Self.actionsOnValues.contains(issue.action.key) {
      add(
        issue.field.isEmpty
          ? Message("loss.value", parts: ["problem": issue.problem])
          : Message("loss.value_of", ["field": issue.field], parts: ["problem": issue.problem]))
    }
  }

  /// How many there are, for whatever reason.
  package var count: Int { counts.values.reduce(0, +) }

  /// Counts records with the same problem.
  package mutating func add(_ problem: Message, _ count: Int = 1) {
    if count > 0 { counts[problem, default: 0] += count }
  }

  /// The reasons, the most frequent first. A problem that has many texts, such as one for each value that is
  /// no number, is one reason, with an example.
  package var reasons: [InputSource.ProblemCount] {
    let alike = Dictionary(grouping: counts, by: { Self.sort(of: $0.key) })
    return alike.values.flatMap { texts in
      let all = texts.map { InputSource.ProblemCount(problem: $0.key, count: $0.value) }
        .sorted(by: Self.isBefore)
      guard all.count > Self.mostTexts, let example = all.first else { return all }
      return [
        InputSource.ProblemCount(
          problem: Message("loss.such_as", parts: ["problem": example.problem]),
          count: all.reduce(0) { $0 + $1.count })
      ]
    }.sorted(by: Self.isBefore)
  }

  /// What problems have in common that differ in their values only; those of two columns differ in more.
  private static func sort(of problem: Message) -> [String] {
    [problem.key, problem.values["field"] ?? ""] + problem.parts.values.map(\.key).sorted()
  }

  private static func isBefore(
    _ a: InputSource.ProblemCount, _ b: InputSource.ProblemCount
  ) -> Bool {
    (b.count, a.problem.text(in: .english)) < (a.count, b.problem.text(in: .english))
  }
}
