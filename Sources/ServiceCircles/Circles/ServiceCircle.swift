import PlaneGeometry
import Streets

/// A service circle that was drawn: of one facility, or of all facilities of a service together.
public struct ServiceCircle: Hashable, Sendable, Codable {
  /// The facility's id; nil for all facilities of the service.
  public var facilityID: String?
  /// The service's code.
  public var service: String
  /// The profile's id.
  public var profile: String
  /// How people travel.
  public var travel: Travel
  /// The minutes, inclusive.
  public var minutes: Double
  /// Its polygons in the working plane; not empty.
  public var polygons: [PlanePolygon]
  /// The rules it is drawn for, by id.
  public var ruleIDs: [String]
  /// Whether it holds an end of the data where a street goes on: beyond it the circle may, too.
  public var reachesEdge = false

  /// An id that no other circle of a run has: a facility has one circle per profile, way of travelling and
  /// minutes, a service likewise.
  public var id: String {
    [
      facilityID ?? "*\(service)", profile, travel.mode.name,
      Self.number(travel.speed.kilometresPerHour), Self.number(minutes),
    ].joined(separator: "|")
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value))" : "\(value)"
  }
}
