import ServiceCircles

/// The new-build projects of a file.
public struct ProjectList: Sendable {
  /// The records, in their order.
  public var records: [ProjectRecord] = []
  /// Remarks on the file as a whole: unknown columns, its encoding.
  public var notes: [Message] = []
  /// Warnings about records that can be judged: numbers that contradict each other, unusual kinds, missing,
  /// repeated or identical ids; and rows that are no projects, for they add up others.
  public var issues: [RecordIssue] { records.flatMap(\.remarks) + idIssues + totalIssues }
  /// Warnings about ids that records share.
  package var idIssues: [RecordIssue] = []
  /// Rows that add up others and are no projects.
  package internal(set) var totalIssues: [RecordIssue] = []
  /// Columns that were left out, or say something again.
  var columnIssues: [RecordIssue] = []
  /// How many further records say the same as one of ``records``.
  var identicalCount = 0

  init() {}

  /// Reads projects from a CSV file, any table that GDAL reads, or a YAML list.
  ///
  /// - Throws: ``LayerError`` and ``YAMLFileError`` where the file as a whole cannot be read.
  public init(_ source: LayerSource, standard: RuleSet) throws {
    let path = source.path.lowercased()
    let reader = ProjectRecordReader(file: source.description, standard: standard)
    if path.hasSuffix(".yaml") || path.hasSuffix(".yml") {
      self = try reader.read(ProjectYAML(path: source.path))
    } else {
      self = try reader.read(try TextTable.read(source))
    }
  }
}
