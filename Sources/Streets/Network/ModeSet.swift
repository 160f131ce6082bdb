/// A set of modes, one bit each. Coded as the number whose bits they are.
public struct ModeSet: OptionSet, Hashable, Sendable, Codable {
  /// The set as a number: bit `b` is 1 where the mode with ``Mode/bit`` `b` is in the set.
  public let rawValue: UInt8

  /// The set of the modes whose bits are 1 in a number.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The set of one mode.
  public init(_ mode: Mode) { self.init(rawValue: 1 << mode.bit) }

  /// Whether `mode` is in the set.
  @inlinable
  package func contains(_ mode: Mode) -> Bool { rawValue & (1 << mode.bit) != 0 }
}
