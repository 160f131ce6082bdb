/// A closed rectangle with sides along the axes.
public struct Box: Hashable, Sendable {
  /// The corner with the smallest x and y.
  public var min: PlanePoint
  /// The corner with the largest x and y.
  public var max: PlanePoint

  /// A box from its corners; `min` is at most `max` in both axes.
  @inlinable
  public init(min: PlanePoint, max: PlanePoint) {
    self.min = min
    self.max = max
  }

  /// The box of one point.
  package init(_ point: PlanePoint) { self.init(min: point, max: point) }

  /// The smallest box around `points`; nil where there are none.
  ///
  /// - Complexity: O(n).
  package init?(around points: some Sequence<PlanePoint>) {
    var low = PlanePoint(repeating: .infinity)
    var high = PlanePoint(repeating: -.infinity)
    var isEmpty = true
    for p in points {
      low = pointwiseMin(low, p)
      high = pointwiseMax(high, p)
      isEmpty = false
    }
    if isEmpty { return nil }
    self.init(min: low, max: high)
  }

  /// The point in the middle.
  package var centre: PlanePoint { (min + max) * 0.5 }

  /// Whether the point lies in the box or on its sides.
  package func contains(_ p: PlanePoint) -> Bool {
    p.x >= min.x && p.x <= max.x && p.y >= min.y && p.y <= max.y
  }

  /// Whether the boxes share a point.
  func intersects(_ other: Box) -> Bool {
    min.x <= other.max.x && other.min.x <= max.x && min.y <= other.max.y && other.min.y <= max.y
  }

  /// The box whose sides lie farther out by a distance.
  package func grown(by distance: Double) -> Box {
    let margin = PlanePoint(repeating: distance)
    return Box(min: min - margin, max: max + margin)
  }

  /// The smallest box around both.
  package func union(_ other: Box) -> Box {
    Box(min: pointwiseMin(min, other.min), max: pointwiseMax(max, other.max))
  }

  /// The squared distance from a point to the nearest point of the box; 0 inside.
  package func squaredDistance(to p: PlanePoint) -> Double {
    let d = pointwiseMax(pointwiseMax(min - p, p - max), .zero)
    return d.x * d.x + d.y * d.y
  }
}
