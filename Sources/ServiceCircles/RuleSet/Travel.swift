import Streets

/// How people travel to the facilities of a rule.
public struct Travel: Hashable, Sendable, Codable {
  /// The mode along streets.
  public var mode: Mode
  /// The speed along streets.
  public var speed: Speed
  /// The speed off the street, v_a.
  public var accessSpeed: Speed

  /// A way of travelling; whoever walks the streets walks the legs at the same speed.
  public init(mode: Mode, speed: Speed, accessSpeed: Speed? = nil) {
    self.mode = mode
    self.speed = speed
    self.accessSpeed = accessSpeed ?? (mode == .walk ? speed : Mode.walk.defaultSpeed)
  }
}
