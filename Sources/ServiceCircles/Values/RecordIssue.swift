/// Something wrong with a record of the input, and what was done about it: one row of `issue`.
public struct RecordIssue: Hashable, Sendable, Codable {
  /// How much it matters.
  public enum Severity: String, Hashable, Sendable, Comparable, Codable, CodingKeyRepresentable {
    case note, warning, error

    /// All of them.
    fileprivate static let gravestFirst: [Self] = [.error, .warning, .note]

    /// The graver one is larger.
    public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
    private var rank: Int { self == .note ? 0 : self == .warning ? 1 : 2 }
  }

  /// How much it matters.
  public var severity: Severity
  /// The role of the layer: streets, facilities, communities, residences, land, points.
  public var role: String
  /// The file or layer.
  public var layer: String
  /// The feature, by its id or number.
  public var feature: String
  /// The field, or empty.
  public var field: String
  /// What is wrong.
  public var problem: Message
  /// What was done, or what to do.
  public var action: Message

  /// An issue of one record.
  package init(
    _ severity: Severity, role: String, layer: String, feature: String, field: String = "",
    problem: Message, action: Message
  ) {
    self.severity = severity
    self.role = role
    self.layer = layer
    self.feature = feature
    self.field = field
    self.problem = problem
    self.action = action
  }
}

extension [RecordIssue] {
  /// Those about a layer or a run as a whole, the gravest first.
  package var remarks: [RecordIssue] {
    RecordIssue.Severity.gravestFirst.flatMap { severity in
      filter { $0.feature.isEmpty && $0.severity == severity }
    }
  }
}
