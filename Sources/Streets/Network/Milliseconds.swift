/// A travel time in whole milliseconds, the unit in which searches add and compare. Coded as a number.
public struct Milliseconds: Hashable, Comparable, Sendable, CustomStringConvertible, Codable {
  /// The number of milliseconds.
  public let value: UInt32

  /// A time of `value` milliseconds.
  @inlinable
  public init(_ value: UInt32) { self.value = value }

  /// Reads a number of milliseconds.
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(UInt32.self))
  }

  /// Writes the number of milliseconds.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }

  /// The longest time a search can be asked for: a little over 12 days.
  public static let longest = Milliseconds(1 << 30)

  /// A time of so many minutes, rounded half up to whole milliseconds.
  ///
  /// - Precondition: `minutes` is at least 0 and at most ``longest``.
  public static func minutes(_ minutes: Double) -> Milliseconds {
    let exact = (minutes * 60_000 + 0.5).rounded(.down)
    precondition(exact >= 0 && exact <= Double(longest.value), "minutes out of range")
    return Milliseconds(UInt32(exact))
  }

  /// The time in minutes.
  @inlinable
  public var minutes: Double { Double(value) / 60_000 }

  /// Whether the first time is shorter than the second.
  @inlinable
  public static func < (a: Self, b: Self) -> Bool { a.value < b.value }

  /// The number with its unit, such as `900000 ms`.
  public var description: String { "\(value) ms" }

  /// A time from a real number of milliseconds, rounded half up; ``longest`` at most.
  @inlinable
  static func rounded(_ milliseconds: Double) -> Milliseconds {
    Milliseconds(UInt32(min((milliseconds + 0.5).rounded(.down), Double(UInt32(1) << 30))))
  }
}
