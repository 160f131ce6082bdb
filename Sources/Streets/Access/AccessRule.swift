/// How people get between a place and the street.
///
/// > Between a place and the street one walks straight, off the street, at access speed v_a, with detour
/// > factor κ, at most A metres, crossing no barrier.
public struct AccessRule: Hashable, Sendable {
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

  /// The time of one straight metre, detour included.
  @inlinable
  public var millisecondsPerMetre: Double { speed.millisecondsPerMetre * detour }
}

/// The sense in which times are measured.
public enum Direction: String, Hashable, Sendable, CaseIterable {
  /// From the resident to the facility.
  case to
  /// From the facility to the resident.
  case from
}
