import PlaneGeometry
import Streets

/// Homes of a community that a service does not reach in time, for one cause.
public struct Gap: Hashable, Sendable {
  /// Why a home is not reached: the first that holds.
  public enum Cause: String, Hashable, Sendable, CaseIterable, Comparable {
    /// There is no facility of the service.
    case noFacility = "no_facility"
    /// No street lies within reach of the home.
    case offNetwork = "off_network"
    /// No facility can be reached in any time.
    case disconnected
    /// A facility lies near enough as the crow flies, detour included.
    case barrierDetour = "barrier_detour"
    /// All facilities are too far.
    case tooFar = "too_far"

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// In the order in which causes are looked for.
    public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
  }

  /// The community's id.
  public var communityID: String
  /// The rule's id.
  public var ruleID: String
  /// The profile's id.
  public var profile: String
  /// The service's code, or ``Coverage/joint``.
  public var service: String
  /// Why.
  public var cause: Cause
  /// How many households live there.
  public var households = 0
  /// The homes.
  public var points: [Coordinate] = []
  /// The nearest facility of the home with the longest time that is known.
  public var nearestFacilityID: String?
  /// That time; nil where none is within four times the rule's minutes.
  public var nearestTime: Milliseconds?

  /// The number of homes.
  public var residences: Int { points.count }

  init(
    communityID: String, ruleID: String, profile: String, service: String, cause: Cause
  ) {
    self.communityID = communityID
    self.ruleID = ruleID
    self.profile = profile
    self.service = service
    self.cause = cause
  }

  mutating func add(
    households: Int, at point: Coordinate, nearest: (time: Milliseconds, facilityID: String)?
  ) {
    self.households += households
    points.append(point)
    guard let nearest, nearestTime.map({ $0 < nearest.time }) ?? true else { return }
    (nearestTime, nearestFacilityID) = (nearest.time, nearest.facilityID)
  }
}
