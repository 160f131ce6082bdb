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

  /// A layer of a role; the rest is nil until set.
  public init(role: String, path: String) {
    self.role = role
    self.path = path
  }
}
