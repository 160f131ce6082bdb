import PlaneGeometry
import Streets

/// Where the data ends though streets go on, for telling which circles reach there: beyond it they may, too.
struct DataEnds: Sendable {
  /// From west to east.
  private let points: [PlanePoint]

  /// The ends of a network; none for straight lines, which go on everywhere.
  ///
  /// - Complexity: O(nodes + ends log ends).
  init(_ network: StreetNetwork?) { self.init(network?.cutEnds ?? []) }

  init(_ points: [PlanePoint]) { self.points = points.sorted { $0.x < $1.x } }

  /// Whether any of them lies inside of some polygons.
  ///
  /// - Complexity: O(log ends + corners), and O(corners) for each end within a polygon's box.
  func isAny(in polygons: [PlanePolygon]) -> Bool {
    guard !points.isEmpty else { return false }
    return polygons.contains { polygon in
      guard let box = Box(around: polygon.exterior) else { return false }
      return points[first(from: box.min.x)...].lazy.prefix { $0.x <= box.max.x }
        .contains { box.contains($0) && polygon.contains($0) }
    }
  }

  /// The number of the first point that is no farther west.
  private func first(from x: Double) -> Int {
    var low = 0
    var high = points.count
    while low < high {
      let middle = (low + high) / 2
      if points[middle].x < x { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
