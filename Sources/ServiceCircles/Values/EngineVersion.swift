/// The version of this library, as reports state it.
public enum EngineVersion {
  /// The version of this library.
  public static let current = "0.1.0"
}
