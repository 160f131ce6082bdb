/// The version of the engine, as reports state it.
enum Version {
  static let current = "0.1.0"
}
