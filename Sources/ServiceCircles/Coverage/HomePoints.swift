import PlaneGeometry
import Streets

/// A point of each of a community's homes, found when it is first asked for. Not Sendable: every worker has
/// its own.
final class HomePoints {
  private var homes: [Residence] = []
  private var points: [PlanePoint?] = []
  private let engine: GeometryEngine

  init(_ engine: GeometryEngine) { self.engine = engine }

  /// Begins with the homes of another community.
  func begin(_ homes: [Residence]) {
    self.homes = homes
    points = Array(repeating: nil, count: homes.count)
  }

  /// A point that lies on a home.
  func point(of home: Int) -> PlanePoint {
    if let known = points[home] { return known }
    let point = RepresentativePoint.of(homes[home].place, engine) ?? .zero
    points[home] = point
    return point
  }
}
