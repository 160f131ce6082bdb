/// A place as legs see it: the points and lines on which legs may end, and the areas inside which legs are 0.
struct Outline: Sendable {
  private(set) var points: [PlanePoint] = []
  /// For each point the lines that end there, as vectors from their other ends; zero without a line. A place
  /// that lies backwards along such a vector is nearer to the inside of that line than to the point.
  private(set) var arms: [(PlanePoint, PlanePoint)] = []
  /// Lines of which only the inside counts; their ends are among ``points``.
  private(set) var lines: [(PlanePoint, PlanePoint)] = []
  private(set) var areas: [PlanePolygon] = []
  private(set) var low = PlanePoint(repeating: .infinity)
  private(set) var high = PlanePoint(repeating: -.infinity)

  /// An empty outline.
  init() {}

  /// The access points of a place, or its geometry where it has none.
  init(_ place: Place) {
    if !place.accessPoints.isEmpty {
      for a in place.accessPoints { add(a.position) }
      return
    }
    for part in place.parts {
      switch part {
      case .point(let p): add(p)
      case .line(let line):
        for (i, p) in line.enumerated() {
          add(
            p, i > 0 ? p - line[i - 1] : .zero, i + 1 < line.count ? p - line[i + 1] : .zero)
        }
        for (p, q) in zip(line, line.dropFirst()) { lines.append((p, q)) }
      case .area(let polygon):
        for ring in polygon.rings {
          let first = points.count
          for (p, q) in RingEdges(ring) {
            add(p, .zero, p - q)
            if p != q { lines.append((p, q)) }
          }
          for i in first..<points.count {
            arms[i].0 = points[i] - points[i > first ? i - 1 : points.count - 1]
          }
        }
        areas.append(polygon)
      }
    }
  }

  /// Becomes one point, reusing its memory.
  mutating func become(_ p: PlanePoint) {
    points.removeAll(keepingCapacity: true)
    arms.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    areas.removeAll(keepingCapacity: true)
    low = PlanePoint(repeating: .infinity)
    high = PlanePoint(repeating: -.infinity)
    add(p)
  }

  /// Whether there is nothing a leg could end on, or a coordinate is not a number.
  var isEmpty: Bool { points.isEmpty || !low.isFinite || !high.isFinite }

  /// The point of the outline nearest to `x`; `x` itself inside an area.
  func nearestPoint(to x: PlanePoint) -> PlanePoint {
    if areas.contains(where: { $0.contains(x) }) { return x }
    var best = points[0]
    func consider(_ p: PlanePoint) { if (p - x).length < (best - x).length { best = p } }
    for p in points { consider(p) }
    for (p, q) in lines {
      let v = q - p
      let t = v.dot(x - p) / v.dot(v)
      if t > 0, t < 1 { consider(p + v * t) }
    }
    return best
  }

  /// The distance to another outline, 0 where they touch.
  func distance(to other: Outline) -> Double {
    var best = Double.infinity
    for p in points { best = min(best, (other.nearestPoint(to: p) - p).length) }
    for p in other.points { best = min(best, (nearestPoint(to: p) - p).length) }
    for (a, b) in lines {
      for (p, q) in other.lines where Self.cross(a, b, p, q) { best = 0 }
    }
    return best
  }

  private static func cross(
    _ a: PlanePoint, _ b: PlanePoint, _ p: PlanePoint, _ q: PlanePoint
  ) -> Bool {
    let (u, v) = (b - a, q - p)
    return (u.cross(p - a) > 0) != (u.cross(q - a) > 0)
      && (v.cross(a - p) > 0) != (v.cross(b - p) > 0)
  }

  /// Whether the outline is one point and nothing else, as most homes are.
  var isPoint: Bool { points.count == 1 && lines.isEmpty && areas.isEmpty }

  private mutating func add(_ p: PlanePoint, _ arm: PlanePoint = .zero, _ other: PlanePoint = .zero)
  {
    points.append(p)
    arms.append((arm, other))
    low = PlanePoint.lower(low, p)
    high = PlanePoint.upper(high, p)
    if !p.isFinite { low = PlanePoint(repeating: .nan) }
  }

  /// Whether, all along a straight line, the inside of a line of the outline is nearer than its end point `i`.
  @inline(__always)
  func isBehindItsArms(_ i: Int, from start: PlanePoint, to end: PlanePoint) -> Bool {
    let (a, b) = (start - points[i], end - points[i])
    let (one, other) = arms[i]
    return (one.dot(a) < 0 && one.dot(b) < 0) || (other.dot(a) < 0 && other.dot(b) < 0)
  }
}
