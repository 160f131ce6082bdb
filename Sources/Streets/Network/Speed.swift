/// A speed, greater than zero and finite.
///
/// Coded as `{"kilometresPerHour": 4.8}`.
public struct Speed: Hashable, Sendable, Codable {
  /// The speed in kilometres per hour.
  public let kilometresPerHour: Double

  private init(kilometresPerHour: Double) { self.kilometresPerHour = kilometresPerHour }

  /// A speed from kilometres per hour.
  ///
  /// - Precondition: `value` is greater than 0 and finite.
  public static func kilometresPerHour(_ value: Double) -> Speed {
    precondition(value > 0 && value.isFinite, "a speed is a finite number greater than zero")
    return Speed(kilometresPerHour: value)
  }

  /// Reads a speed.
  ///
  /// - Throws: `DecodingError` unless the number is greater than 0 and finite.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    kilometresPerHour = try container.decode(Double.self, forKey: .kilometresPerHour)
    guard kilometresPerHour > 0, kilometresPerHour.isFinite else {
      throw DecodingError.dataCorruptedError(
        forKey: .kilometresPerHour, in: container,
        debugDescription: "a speed is a finite number greater than zero")
    }
  }

  private enum CodingKeys: String, CodingKey {
    case kilometresPerHour
  }

  /// The time one metre takes, in milliseconds.
  @inlinable
  package var millisecondsPerMetre: Double { 3600 / kilometresPerHour }
}
