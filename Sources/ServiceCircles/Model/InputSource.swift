/// A layer or a file that was read: where it is, what it holds, and how much of it was used.
public struct InputSource: Hashable, Sendable, Codable {
  /// The role of the layer: streets, facilities, communities, residences, land, registers, projects.
  public var role: String
  /// The file, as it was named.
  public var path: String
  /// The layer of the file, where it has several.
  public var layer: String?
  /// The file's format.
  public var format: String?
  /// The coordinate reference system that the layer is in.
  public var crs: String?
  /// The datum that was declared: GCJ-02, BD-09; nil where none was.
  public var datum: String?
  /// The SHA-256 of the file's bytes; nil for a database.
  public var sha256: String?
  /// The number of features read.
  public var features: Int?
  /// The number of features that were not used.
  public var rejected: Int?
  /// Why they were not used, the most frequent reason first.
  public var losses: [ProblemCount] = []
  /// The number of values that were not used, of features that were.
  public var valuesIgnored: Int?
  /// What is odd about features that were used, the most frequent first: values that were ignored, kinds that
  /// count for their category alone, facilities that stand in another layer, too.
  public var doubts: [ProblemCount] = []

  /// The file, with its layer where it has several.
  package var name: String { layer.map { "\(path):\($0)" } ?? path }

  /// A problem of features or of their values, and how many have it.
  public struct ProblemCount: Hashable, Sendable, Codable {
    /// What is wrong with them.
    public var problem: Message
    /// How many of them there are.
    public var count: Int

    package init(problem: Message, count: Int) {
      self.problem = problem
      self.count = count
    }
  }

  /// Takes over which values were not used, and counts them among what is odd.
  package mutating func ignore(_ values: LossTally) {
    valuesIgnored = (valuesIgnored ?? 0) + values.count
    doubt(values)
  }

  /// Counts what is odd about features that are used.
  package mutating func doubt(_ tally: LossTally) {
    doubts = Self.adding(tally, to: doubts)
  }

  private static func adding(_ tally: LossTally, to counts: [ProblemCount]) -> [ProblemCount] {
    var all = tally
    for count in counts { all.add(count.problem, count.count) }
    return all.reasons
  }

  /// Counts records that were read and are not used after all.
  package mutating func lose(_ count: Int, _ problem: Message) {
    guard count > 0 else { return }
    rejected = (rejected ?? 0) + count
    var tally = LossTally()
    tally.add(problem, count)
    losses = Self.adding(tally, to: losses)
  }

  /// A layer of a role; the rest is nil until set.
  public init(role: String, path: String) {
    self.role = role
    self.path = path
  }
}
