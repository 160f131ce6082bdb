import Streets

/// Service circles of single places, search included.
public struct CircleDrawing {
  /// What is drawn.
  public struct Kind: Sendable, CaseIterable {
    /// How it is called in tables.
    public let name: String
    let mode: Mode
    let limit: Milliseconds
    let access: AccessRule

    /// A quarter of an hour on foot.
    public static let walk = Kind(
      name: "walk 15 min", mode: .walk, limit: .minutes(15), access: AccessRule())
    /// The same close to the streets: a boundary three times as long.
    public static let narrowWalk = Kind(
      name: "walk 15 min, detour 1, reach 25 m", mode: .walk, limit: .minutes(15),
      access: AccessRule(detour: 1, reachMetres: 25))
    /// Half an hour by bicycle.
    public static let cycle = Kind(
      name: "bicycle 30 min", mode: .cycle, limit: .minutes(30), access: AccessRule())

    /// All kinds.
    public static let allCases = [walk, narrowWalk, cycle]
  }

  private let engine: CircleEngine
  private let places: [Place]
  private let limit: Milliseconds

  /// The number of circles.
  public var count: Int { places.count }

  /// Prepares circles of places in a city, within 2 metres of the true boundary.
  public init(_ kind: Kind, in city: City, places: [Place]) {
    engine = CircleEngine(
      TravelNetwork(city.network, by: kind.mode, access: kind.access), toleranceMetres: 2)
    self.places = places
    limit = kind.limit
  }

  /// Draws the circle of every place.
  ///
  /// - Returns: The number of rings and points drawn.
  public func draw() -> (rings: Int, points: Int) {
    var (rings, points) = (0, 0)
    for place in places {
      for polygon in engine.circles(of: [place], within: [limit])[0] {
        rings += 1 + polygon.holes.count
        points += polygon.exterior.count + polygon.holes.reduce(0) { $0 + $1.count }
      }
    }
    return (rings, points)
  }
}
