import Foundation
import PlaneGeometry
import ServiceCircles
import Streets

extension ProjectCheck {
  /// Reads a list of new-build projects and, where they are given, the streets and facilities around them.
  ///
  /// - Parameters:
  ///   - list: A CSV file, any table that GDAL reads, or a YAML list.
  ///   - standard: The plan.
  ///   - surroundings: A project file of which the streets, the facilities and the options are read; nil to
  ///     judge the projects' own numbers only.
  ///   - rules: The ids of the only rules that are judged; nil for all.
  ///   - workers: How many tasks share the work; one a processor when nil.
  ///   - progress: Called before a role is read.
  ///   - notes: Called with what is to be known of the list as a whole: columns that were not understood,
  ///     the file's encoding.
  /// - Throws: ``LayerError`` of the reason noUsableRecord where the list is empty; as
  ///   `Assessment.init(_:only:circles:workers:progress:)`.
  public init(
    _ list: LayerSource, standard: RuleSet = .zhejiang14thFiveYearPlan,
    around surroundings: ProjectFile? = nil, rules: [String]? = nil, workers: Int? = nil,
    progress: (@Sendable (ReadingProgress) -> Void)? = nil,
    notes: ((ProjectList) -> Void)? = nil
  ) async throws {
    let startedAt = Date()
    let table = try ProjectList(list, standard: standard)
    guard !table.records.isEmpty else {
      throw LayerError(.noUsableRecord(table.totalIssues.first), file: list.description)
    }
    notes?(table)
    var inputs = Inputs(
      list: list.description, records: table.records,
      sources: [try InputSource(list, table)],
      issues: table.columnIssues + table.idIssues + table.totalIssues)
    if let surroundings {
      try surroundings.checkLayers()
      try Task.checkCancellation()
      if let streets = surroundings.streets {
        progress?(.reading(role: "streets", file: streets))
      }
      var reading = try InputReading(surroundings)
      guard let streets = try reading.streets() else {
        throw LayerError(.roleNeedsStreets("facilities"), file: surroundings.path)
      }
      inputs.streets = streets
      inputs.facilities = try reading.facilities()
      inputs.unusableFacilities = reading.unusableFacilities
      inputs.plane = reading.plane
      inputs.sources += reading.sources
      inputs.issues += reading.issues
      for remark in reading.remarks { progress?(.remarked(remark)) }
    }
    self.init(
      standard: standard, inputs: inputs, rules: rules,
      options: AssessmentOptions(surroundings ?? ProjectFile(), workers: workers),
      startedAt: startedAt)
  }
}

extension InputSource {
  fileprivate init(_ list: LayerSource, _ table: ProjectList) throws {
    self.init(role: "projects", path: list.shownPath)
    layer = list.layer
    // A database has no bytes of its own to digest.
    if FileManager.default.fileExists(atPath: list.path) {
      sha256 = try InputDigest.sha256(of: URL(fileURLWithPath: list.path))
    }
    let others = table.identicalCount + table.totalIssues.count
    features = table.records.count + others
    rejected = table.records.count { $0.project == nil } + others
    var tally = LossTally()
    for case .rejected(_, let issues) in table.records {
      if let first = issues.first { tally.add(first.problem) }
    }
    tally.add(Message("place.identical_records"), table.identicalCount)
    for issue in table.totalIssues { tally.add(issue.problem) }
    losses = tally.reasons
    var doubts = LossTally()
    for issue in table.issues where issue.action.key == "place.kind_as_category" {
      doubts.add(Message("loss.kind", parts: ["problem": issue.problem]))
    }
    doubt(doubts)
  }
}
