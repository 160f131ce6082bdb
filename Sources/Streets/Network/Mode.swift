/// A way of travelling along streets, such as on foot.
///
/// A mode is only a number, a name and a usual speed; which streets it may use is said by the ``ModeSet``
/// of every ``StreetSegment``. Coded as `{"bit": 0, "name": "walk", "defaultSpeed": …}`.
public struct Mode: Hashable, Sendable, CustomStringConvertible, Codable {
  /// The bit of this mode in a ``ModeSet``, 0…7.
  public let bit: UInt8
  /// The mode's name in commands and reports.
  public let name: String
  /// The speed along streets when nothing else is asked for.
  public let defaultSpeed: Speed

  /// A mode with its bit, its name and its usual speed.
  ///
  /// - Precondition: `bit` is 0…7.
  public init(bit: UInt8, name: String, defaultSpeed: Speed) {
    precondition(bit < 8, "a mode's bit is 0…7")
    self.bit = bit
    self.name = name
    self.defaultSpeed = defaultSpeed
  }

  /// Reads a mode.
  ///
  /// - Throws: `DecodingError` unless the bit is 0…7.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    bit = try container.decode(UInt8.self, forKey: .bit)
    name = try container.decode(String.self, forKey: .name)
    defaultSpeed = try container.decode(Speed.self, forKey: .defaultSpeed)
    guard bit < 8 else {
      throw DecodingError.dataCorruptedError(
        forKey: .bit, in: container, debugDescription: "a mode's bit is 0…7")
    }
  }

  private enum CodingKeys: String, CodingKey {
    case bit, name, defaultSpeed
  }

  /// On foot, 4.8 km/h.
  public static let walk = Mode(bit: 0, name: "walk", defaultSpeed: .kilometresPerHour(4.8))
  /// By bicycle, 15 km/h.
  public static let cycle = Mode(bit: 1, name: "cycle", defaultSpeed: .kilometresPerHour(15))

  /// Every mode that streets are read for.
  package static let all: [Mode] = [.walk, .cycle]

  /// The name.
  public var description: String { name }
}
