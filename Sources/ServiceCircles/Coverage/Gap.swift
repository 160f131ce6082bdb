import PlaneGeometry
import Streets

/// Homes of a community that a service does not reach in time, for one cause.
public struct Gap: Hashable, Sendable, Codable {
  /// Why a home is not reached: the first cause that holds, in this order.
  public enum Cause: String, Hashable, Sendable, CaseIterable, Comparable, Codable {
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

    /// The place of the cause in the order in which causes are looked for.
    var rank: Int {
      switch self {
      case .noFacility: 0
      case .offNetwork: 1
      case .disconnected: 2
      case .barrierDetour: 3
      case .tooFar: 4
      }
    }

    /// In the order in which causes are looked for.
    public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
  }

  /// The community's id.
  public var communityID: String
  /// The rule's id.
  public var ruleID: String
  /// The profile's id.
  public var profile: String
  /// The service's code, or ``Service/joint``.
  public var service: String
  /// Why the homes are not reached.
  public var cause: Cause
  /// How many households live there; nil where that of some home is not known.
  public var households: Int? = 0
  /// A point of every home.
  public var points: [PlanePoint] = []
  /// The nearest facility of the home with the longest time that is known.
  public var nearestFacilityID: String?
  /// The time of that home to it; nil where no home has a facility within four times the rule's minutes.
  public var nearestTime: Milliseconds?

  /// The number of homes.
  package var residences: Int { points.count }

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
    households: Int?, at point: PlanePoint, nearest: (time: Milliseconds, facilityID: String)?
  ) {
    self.households = self.households.flatMap { sum in households.map { sum + $0 } }
    points.append(point)
    guard let nearest, nearestTime.map({ $0 < nearest.time }) ?? true else { return }
    (nearestTime, nearestFacilityID) = (nearest.time, nearest.facilityID)
  }
}
