/// A way of travelling along streets.
///
/// A mode is only a number and a name here; which streets it may use is said by the mode bits of
/// every ``StreetSegment``.
public struct Mode: Hashable, Sendable, CustomStringConvertible {
  /// The bit of this mode in a ``ModeSet``, 0…7.
  public let bit: UInt8
  /// The mode's name in commands and reports.
  public let name: String
  /// The speed along streets when nothing else is asked for.
  public let defaultSpeed: Speed

  /// A mode with its bit (0…7), its name and its usual speed.
  public init(bit: UInt8, name: String, defaultSpeed: Speed) {
    precondition(bit < 8, "a mode's bit is 0…7")
    self.bit = bit
    self.name = name
    self.defaultSpeed = defaultSpeed
  }

  /// On foot, 4.8 km/h.
  public static let walk = Mode(bit: 0, name: "walk", defaultSpeed: .kilometresPerHour(4.8))
  /// By bicycle, 15 km/h.
  public static let cycle = Mode(bit: 1, name: "cycle", defaultSpeed: .kilometresPerHour(15))

  /// Every mode that streets are read for.
  public static let all: [Mode] = [.walk, .cycle]

  /// How it is written.
  public var description: String { name }
}

/// A set of modes, one bit each.
public struct ModeSet: OptionSet, Hashable, Sendable {
  /// The bits or the text it is kept as.
  public let rawValue: UInt8

  /// From what it is kept as.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The set of one mode.
  public init(_ mode: Mode) { self.init(rawValue: 1 << mode.bit) }

  /// Whether `mode` is in the set.
  @inlinable
  public func contains(_ mode: Mode) -> Bool { rawValue & (1 << mode.bit) != 0 }
}

/// A speed, greater than zero and finite.
public struct Speed: Hashable, Sendable {
  /// The speed in kilometres per hour.
  public let kilometresPerHour: Double

  /// A speed from kilometres per hour.
  public static func kilometresPerHour(_ value: Double) -> Speed {
    precondition(value > 0 && value.isFinite, "a speed is a finite number greater than zero")
    return Speed(kilometresPerHour: value)
  }

  /// The time one metre takes.
  @inlinable
  public var millisecondsPerMetre: Double { 3600 / kilometresPerHour }
}
