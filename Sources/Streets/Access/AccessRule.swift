/// How people get between a place and the street.
///
/// > Between a place and the street one walks straight, off the street, at access speed v_a, with detour
/// > factor κ, at most A metres, crossing no barrier.
///
/// Coded with its three fields by name.
public struct AccessRule: Hashable, Sendable, Codable {
  /// The speed off the street, v_a.
  public var speed: Speed
  /// How much longer the way is than the straight line, κ, at least 1.
  public var detour: Double
  /// The longest straight leg in metres of the working plane, A, greater than 0.
  public var reachMetres: Double

  /// An access rule; the defaults are 4.8 km/h, κ = 1.3 and A = 200 m.
  ///
  /// - Precondition: `detour` is at least 1, `reachMetres` greater than 0, both finite.
  public init(
    speed: Speed = .kilometresPerHour(4.8), detour: Double = 1.3, reachMetres: Double = 200
  ) {
    precondition(detour >= 1 && detour.isFinite, "a detour factor is at least 1")
    precondition(reachMetres > 0 && reachMetres.isFinite, "a reach is greater than 0")
    self.speed = speed
    self.detour = detour
    self.reachMetres = reachMetres
  }

  /// Reads a rule.
  ///
  /// - Throws: `DecodingError` where a number is out of the range that ``init(speed:detour:reachMetres:)``
  ///   asks for.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    speed = try container.decode(Speed.self, forKey: .speed)
    detour = try container.decode(Double.self, forKey: .detour)
    reachMetres = try container.decode(Double.self, forKey: .reachMetres)
    guard detour >= 1, detour.isFinite else {
      throw DecodingError.dataCorruptedError(
        forKey: .detour, in: container, debugDescription: "a detour factor is at least 1")
    }
    guard reachMetres > 0, reachMetres.isFinite else {
      throw DecodingError.dataCorruptedError(
        forKey: .reachMetres, in: container, debugDescription: "a reach is greater than 0")
    }
  }

  private enum CodingKeys: String, CodingKey {
    case speed, detour, reachMetres
  }

  /// The time of one straight metre in milliseconds, detour included.
  @inlinable
  package var millisecondsPerMetre: Double { speed.millisecondsPerMetre * detour }
}
