/// Geometry in plain numbers for the oracles: nothing of it is taken from what the tests check.
enum PlainGeometry {
  typealias Point = SIMD2<Double>

  /// The Euclidean distance between two points.
  static func distance(_ p: Point, _ q: Point) -> Double {
    let (x, y) = (q.x - p.x, q.y - p.y)
    return (x * x + y * y).squareRoot()
  }

  /// The distance from a point to a straight line between two others, its ends included.
  static func distance(from p: Point, toLineFrom a: Point, to b: Point) -> Double {
    let square = distance(a, b) * distance(a, b)
    guard square > 0 else { return distance(p, a) }
    let share = ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / square
    let t = share < 0 ? 0 : share > 1 ? 1 : share
    return distance(p, Point(a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)))
  }

  /// Twice the area of a triangle, positive where it runs counter-clockwise.
  static func turn(_ a: Point, _ b: Point, _ c: Point) -> Double {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
  }

  /// Whether two straight lines cross, each between the ends of the other.
  static func cross(_ a: Point, _ b: Point, _ p: Point, _ q: Point) -> Bool {
    let (s, t) = (turn(a, b, p), turn(a, b, q))
    let (u, v) = (turn(p, q, a), turn(p, q, b))
    return (s > 0) != (t > 0) && (u > 0) != (v > 0)
  }

  /// The distance between two straight lines, 0 where they cross.
  static func distance(
    fromLine a: Point, _ b: Point, toLine p: Point, _ q: Point
  ) -> Double {
    if cross(a, b, p, q) { return 0 }
    return [
      distance(from: a, toLineFrom: p, to: q), distance(from: b, toLineFrom: p, to: q),
      distance(from: p, toLineFrom: a, to: b), distance(from: q, toLineFrom: a, to: b),
    ].min() ?? 0
  }

  /// The sides of a ring, closed or not.
  static func sides(of ring: [Point]) -> [(Point, Point)] {
    ring.indices.map { (ring[$0], ring[($0 + 1) % ring.count]) }
  }

  /// How often a ring runs round a point, counter-clockwise: D. Sunday's winding number.
  static func windings(of ring: [Point], around p: Point) -> Int {
    var windings = 0
    for (a, b) in sides(of: ring) {
      if a.y <= p.y, b.y > p.y, turn(a, b, p) > 0 { windings += 1 }
      if a.y > p.y, b.y <= p.y, turn(a, b, p) < 0 { windings -= 1 }
    }
    return windings
  }

  /// The area that a ring encloses, positive where it runs counter-clockwise: a trapezium under each side.
  static func area(of ring: [Point]) -> Double {
    guard let base = ring.first?.y else { return 0 }
    return sides(of: ring).reduce(0) { sum, side in
      let (a, b) = side
      return sum + (a.x - b.x) * ((a.y - base) + (b.y - base)) / 2
    }
  }

  /// The length of a ring's sides together.
  static func perimeter(of ring: [Point]) -> Double {
    sides(of: ring).reduce(0) { $0 + distance($1.0, $1.1) }
  }

  /// The area of a ring inside an upright rectangle, signed as the ring is.
  ///
  /// Nothing is clipped: under each side it adds up the height above the rectangle's lower edge, held
  /// between 0 and the rectangle's height, over what of the side lies in the rectangle's width.
  static func area(of ring: [Point], from low: Point, to high: Point) -> Double {
    sides(of: ring).reduce(0) { sum, side in
      let (left, right) = side.0.x < side.1.x ? side : (side.1, side.0)
      let begin = left.x > low.x ? left.x : low.x
      let end = right.x < high.x ? right.x : high.x
      guard begin < end else { return sum }
      func height(_ x: Double) -> Double {
        left.y + (right.y - left.y) * (x - left.x) / (right.x - left.x) - low.y
      }
      // Between the places where the side passes the lower and the upper edge its height is linear.
      var cuts = [begin, end]
      for y in [low.y, high.y] where (left.y < y) != (right.y < y) {
        let x = left.x + (right.x - left.x) * (y - left.y) / (right.y - left.y)
        if x > begin, x < end { cuts.append(x) }
      }
      cuts.sort()
      var under = 0.0
      for (a, b) in zip(cuts, cuts.dropFirst()) {
        let middle = height((a + b) / 2)
        under += (b - a) * (middle < 0 ? 0 : middle > high.y - low.y ? high.y - low.y : middle)
      }
      return sum + (side.0.x < side.1.x ? -under : under)
    }
  }

  /// The unit vector at an angle in radians, by the series of the sine.
  static func direction(_ angle: Double) -> Point {
    Point(sine(angle + Double.pi / 2), sine(angle))
  }

  private static func sine(_ angle: Double) -> Double {
    var x = angle.truncatingRemainder(dividingBy: 2 * Double.pi)
    if x > Double.pi { x -= 2 * Double.pi }
    var (term, sum, n) = (x, x, 1.0)
    while abs(term) > 1e-17 {
      term *= -x * x / ((n + 1) * (n + 2))
      sum += term
      n += 2
    }
    return sum
  }

  /// Places around a point up to a distance, in eight rings from the inside outwards.
  static func places(around p: Point, upTo distance: Double) -> [Point] {
    (1...8).flatMap { ring in
      (0..<(8 * ring)).map { k in
        p + direction(Double(k) / Double(8 * ring) * 2 * Double.pi) * (distance * Double(ring) / 8)
      }
    }
  }
}
