import PlaneGeometry
import Streets

/// Finds the communities that contain points.
///
/// > A residence belongs to the community its id column names, else to the polygon that contains it
/// > (boundary included; of several the smallest id as text, with an `issue` row; of none an `issue` row,
/// > outside all sums).
///
/// Goes community by community, so that only one polygon is prepared at a time.
struct CommunityLocator {
  /// The community of every point: the first in order that contains it; nil where none does.
  private(set) var first: [Int?]
  /// The points that several contain, with all of them.
  private(set) var several: [Int: [Int]] = [:]

  /// - Parameters:
  ///   - points: The points; nil where there is none to find.
  ///   - communities: In the order of their ids.
  /// - Complexity: O(n log n), and a test for every point in a community's box.
  init(_ points: [PlanePoint?], in communities: [Community]) throws {
    first = [Int?](repeating: nil, count: points.count)
    let engine = GeometryEngine()
    let index = GeometryIndex(
      points.enumerated().compactMap { i, point in point.map { (Box($0), i) } })
    for (c, community) in communities.enumerated() {
      try Task.checkCancellation()
      let geometry = Geometry.multiPolygon(community.polygons)
      guard let box = geometry.bounds else { continue }
      let candidates = index.query(box)
      if candidates.isEmpty { continue }
      let prepared = try PreparedGeometry(geometry, on: engine)
      for i in candidates {
        guard let point = points[i], try prepared.covers(point) else { continue }
        if let known = first[i] {
          several[i, default: [known]].append(c)
        } else {
          first[i] = c
        }
      }
    }
  }
}
