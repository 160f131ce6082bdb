/// Bounds of an area in square metres between which the true area lies for certain.
///
/// Coded as `{"low": …, "high": …}`.
public struct AreaBounds: Hashable, Sendable, Codable {
  /// The area is at least this many square metres.
  public var low: Double
  /// The area is at most this many square metres.
  public var high: Double

  /// Bounds of an area.
  package init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }
}
