import PlaneGeometry
import Streets

/// Service circles of some places, as somebody asks for them: each by itself, all together, or divided among
/// the places.
public struct CircleRequest: Sendable {
  /// How circles of several places stand to each other.
  public enum Form: String, Hashable, Sendable, CaseIterable {
    /// One circle a place.
    case each
    /// One circle of all places together.
    case dissolved
    /// The circle of all places divided among them: each part is nearest to its place, and no two overlap.
    case nearest
  }

  /// A circle, or a place's part of one.
  public struct Drawn: Sendable {
    /// The place's id; `*` for all places together.
    public var id: String
    /// The minutes, inclusive.
    public var minutes: Double
    /// Its polygons in the working plane; not empty.
    public var polygons: [PlanePolygon]
    /// Whether it holds an end of the data where a street goes on: beyond it the circle may, too.
    public var reachesEdge: Bool
  }

  /// How circles of several places stand to each other.
  public var form: Form
  /// The minutes, ascending.
  public var minutes: [Double]
  /// How far a drawn boundary may be from the true one.
  public var tolerance: Tolerance
  /// How many tasks share the work; changes nothing in the results.
  public var workers: Int

  /// A request for circles.
  public init(
    _ form: Form = .each, minutes: [Double], tolerance: Tolerance = .metres(2), workers: Int = 1
  ) {
    self.form = form
    self.minutes = minutes
    self.tolerance = tolerance
    self.workers = workers
  }

  /// How many steps ``draw(_:by:progress:receive:)`` will have counted when all circles are drawn.
  public func steps(for places: [Place]) -> Int { form == .each ? places.count : minutes.count }

  /// Draws the circles; a place without a street in reach has none.
  ///
  /// - Parameters:
  ///   - places: The places.
  ///   - travel: How people travel.
  ///   - progress: Called with the number of steps that are done.
  ///   - receive: Called with every circle, in an order that does not depend on the number of workers.
  /// - Throws: What `receive` throws; `CancellationError`.
  public func draw(
    _ places: [Place], by travel: TravelNetwork, progress: (Int) -> Void = { _ in },
    receive: (Drawn) throws -> Void
  ) async throws {
    let times = minutes.map { Milliseconds.minutes($0) }
    let ends = DataEnds(travel.network)
    var done = 0
    func pass(_ id: String, _ minutes: Double, _ polygons: [PlanePolygon]) throws {
      if polygons.isEmpty { return }
      try receive(
        Drawn(
          id: id, minutes: minutes, polygons: polygons, reachesEdge: ends.isAny(in: polygons)))
    }
    func step() {
      done += 1
      progress(done)
    }
    switch form {
    case .each:
      let batch = CircleBatch(travel, toleranceMetres: tolerance.metres, workers: workers)
      try await batch.forEachFacility(of: places, within: times) { place, circles in
        for (minutes, circle) in zip(minutes, circles) {
          try pass(places[place].id, minutes, circle)
        }
        step()
      }
    case .dissolved:
      let circles = CircleEngine(travel, toleranceMetres: tolerance.metres)
        .circles(of: places, within: times)
      for (minutes, circle) in zip(minutes, circles) {
        try pass("*", minutes, circle)
        step()
      }
    case .nearest:
      let field = travel.timeField(to: places, within: times.max() ?? Milliseconds(0))
      for (minutes, time) in zip(minutes, times) {
        try Task.checkCancellation()
        for part in field.catchments(within: time, toleranceMetres: tolerance.metres) {
          try pass(field.facilities[part.facility].id, minutes, part.polygons)
        }
        step()
      }
    }
  }
}
