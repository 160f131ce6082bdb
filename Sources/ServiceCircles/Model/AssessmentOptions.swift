import Streets

/// How an assessment is run.
public struct AssessmentOptions: Hashable, Sendable {
  /// Which service circles are drawn.
  public enum DrawnCircles: String, Hashable, Sendable, CaseIterable, Codable {
    /// Of every facility, and of all facilities of a service together.
    case all
    /// Of all facilities of a service together.
    case service
    /// None.
    case none
  }

  /// Profiles that are judged beside those that always are.
  public var profiles: [String]
  /// The longest access leg in metres, A.
  public var accessMetres: Double
  /// How much longer ways off the street, and straight lines, are than the line, κ.
  public var detour: Double
  /// How far apart the bounds of covered land may lie, as a share of the land.
  public var landPrecision: Double
  /// The largest region that the communities make up whole: a province's counts are judged only where the
  /// communities are all of the province. Nil where that is not stated.
  public var covers: PlanLevel?
  /// Whether a run goes on though more than half of the homes belong to no community.
  public var acceptsLosses: Bool
  /// Which circles are drawn.
  public var circles: DrawnCircles
  /// How far a drawn boundary may be from the true one, in metres.
  public var circleTolerance: Tolerance
  /// How many tasks share the work; changes nothing in the results.
  public var workers: Int

  /// Options; the defaults are the standard's.
  public init(
    profiles: [String] = [], accessMetres: Double = 200, detour: Double = 1.3,
    landPrecision: Double = 0.001, covers: PlanLevel? = nil,
    acceptsLosses: Bool = false, circles: DrawnCircles = .all,
    circleTolerance: Tolerance = .metres(2), workers: Int = 1
  ) {
    self.profiles = profiles
    self.accessMetres = accessMetres
    self.detour = detour
    self.landPrecision = landPrecision
    self.covers = covers
    self.acceptsLosses = acceptsLosses
    self.circles = circles
    self.circleTolerance = circleTolerance
    self.workers = max(1, workers)
  }
}

/// How far a drawn boundary may be from the true one.
public struct Tolerance: Hashable, Sendable {
  /// The distance in metres.
  public let metres: Double

  /// A tolerance in metres, at least 1 centimetre.
  public static func metres(_ metres: Double) -> Tolerance { Tolerance(metres: metres) }
}
