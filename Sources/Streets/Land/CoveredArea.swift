/// Measures how much of an area lies in the intersection of service circles, to within certain bounds.
///
/// > Land shares come with certified bounds, high − low ≤ 0.1 % of the land.
///
/// The area is quartered into cells. Every piece of a circle is convex and its level h concave, so in a
/// cell
/// - the corners where h ≥ 0 and the points of the sides where h = 0 span a part of the circle,
/// - the supporting line h(c) + ∇h(c)·(p − c) < 0 of every piece in reach bounds a part outside the circle.
/// Both leave a gap that shrinks with the square of the cell's width where one piece makes the boundary; the
/// cells with the widest gaps are quartered until all gaps together are small enough.
struct CoveredArea {
  /// A square and the part of the area inside the square.
  private struct Cell {
    var middle: PlanePoint
    var half: Double
    /// The part of the area in the cell: open rings, outlines counter-clockwise; empty where the cell is full.
    var rings: [[PlanePoint]]
    /// For each circle that may have a boundary here, the pieces in reach.
    var circles: [(circle: Int, pieces: [Int32])]
    var bounds: AreaBounds

    var gap: Double { bounds.high - bounds.low }
  }

  private let circles: [LandPieces]
  private let origin: PlanePoint
  private var scratch: (a: [PlanePoint], b: [PlanePoint]) = ([], [])
  private var spare: [PlanePoint] = []

  /// Levels are exact to this many metres: coordinates of 32 bits within some kilometres, and pieces of direct
  /// legs that lie at most ``directLegTolerance`` inside the true boundary.
  private static let slack = 0.003
  /// How far inside the true boundary the pieces of direct legs may lie, in metres.
  static let directLegTolerance = 0.002
  /// Cells are not quartered below this width.
  private static let narrowest = 1.0 / 64

  /// - Parameter circles: The pieces of every circle, all with one origin.
  init(_ circles: [LandPieces]) {
    self.circles = circles
    origin = circles.first?.origin ?? .zero
  }

  /// The bounds of the area of rings that lies in all of the circles.
  ///
  /// - Parameters:
  ///   - rings: Outlines counter-clockwise, holes clockwise, closed or not.
  ///   - gap: How far the bounds may lie apart, in square metres.
  /// - Complexity: About O(√(boundary² / gap) × pieces near it).
  mutating func bounds(of rings: [[PlanePoint]], gap: Double) -> AreaBounds {
    var low = PlanePoint(repeating: .infinity)
    var high = PlanePoint(repeating: -.infinity)
    var open: [[PlanePoint]] = []
    for ring in rings {
      let local = (ring.first == ring.last ? ring.dropLast() : ring[...]).map { $0 - origin }
      for p in local {
        low = PlanePoint.lower(low, p)
        high = PlanePoint.upper(high, p)
      }
      open.append(local)
    }
    guard low.x < high.x, low.y < high.y else { return AreaBounds(low: 0, high: 0) }
    let half = max(high.x - low.x, high.y - low.y) / 2
    let root = cell(
      middle: (low + high) / 2, half: half, rings: open,
      circles.indices.map { ($0, (0..<Int32(circles[$0].count)).map { $0 }) })
    return refine(root, gap: gap)
  }

  private mutating func refine(_ root: Cell, gap: Double) -> AreaBounds {
    var done = AreaBounds(low: 0, high: 0)
    var cells = [root]
    while !cells.isEmpty {
      // The cells with the narrowest gaps are done, up to a quarter of the gap still allowed; the others are
      // quartered.
      cells.sort { $0.gap < $1.gap }
      let left = gap - (done.high - done.low)
      let isLast = cells.reduce(0) { $0 + $1.gap } <= left
      var budget = isLast ? left : left / 4
      var count = 0
      for cell in cells {
        guard isLast || cell.gap <= budget || cell.half * 2 < Self.narrowest else { break }
        budget -= cell.gap
        done.low += cell.bounds.low
        done.high += cell.bounds.high
        count += 1
      }
      cells = cells[count...].flatMap { quarters(of: $0) }
    }
    return done
  }

  private mutating func quarters(of cell: Cell) -> [Cell] {
    let h = cell.half / 2
    var parts: [Cell] = []
    for step in [PlanePoint(-h, -h), PlanePoint(h, -h), PlanePoint(h, h), PlanePoint(-h, h)] {
      let middle = cell.middle + step
      var rings: [[PlanePoint]] = []
      if !cell.rings.isEmpty {
        for ring in cell.rings {
          let part = clip(ring, to: middle, h)
          if part.count > 2 { rings.append(part) }
        }
        if rings.isEmpty { continue }
      }
      parts.append(self.cell(middle: middle, half: h, rings: rings, cell.circles))
    }
    return parts
  }

  private mutating func clip(
    _ ring: [PlanePoint], to middle: PlanePoint, _ half: Double
  ) -> [PlanePoint] {
    var part = ring
    for normal in [PlanePoint(1, 0), PlanePoint(-1, 0), PlanePoint(0, 1), PlanePoint(0, -1)] {
      ConvexClip.clip(part, by: normal, half - normal.dot(middle), into: &spare)
      swap(&part, &spare)
    }
    return part
  }

  private static func square(_ middle: PlanePoint, _ half: Double) -> [PlanePoint] {
    [
      middle + PlanePoint(-half, -half), middle + PlanePoint(half, -half),
      middle + PlanePoint(half, half), middle + PlanePoint(-half, half),
    ]
  }

  /// A cell with its bounds.
  private mutating func cell(
    middle: PlanePoint, half: Double, rings: [[PlanePoint]],
    _ candidates: [(circle: Int, pieces: [Int32])]
  ) -> Cell {
    let square = Self.square(middle, half)
    let all = rings.isEmpty ? 4 * half * half : rings.reduce(0) { $0 + PlanePolygon.signedArea($1) }
    var rings = rings
    if !rings.isEmpty, all >= 4 * half * half * (1 - 1e-12) { rings = [] }
    var cell = Cell(
      middle: middle, half: half, rings: rings, circles: [],
      bounds: AreaBounds(low: all, high: all))
    let nothing = AreaBounds(low: 0, high: 0)
    var inside = square
    var mostOutside = 0.0
    for (circle, pieces) in candidates {
      let near = Near(circles[circle], pieces, middle, half, slack: Self.slack)
      if near.pieces.isEmpty {
        cell.circles = []
        cell.bounds = nothing
        return cell
      }
      if near.holdsAll { continue }
      cell.circles.append((circle, near.pieces))
      let beyond = near.outside(square, &spare)
      mostOutside = max(mostOutside, area(of: cell, inside: beyond, square))
      if inside.count > 2 { inside = intersection(inside, near.inside(square)) }
    }
    if cell.circles.isEmpty { return cell }
    cell.bounds.high = max(0, all - mostOutside)
    cell.bounds.low = min(cell.bounds.high, max(0, area(of: cell, inside: inside, square)))
    return cell
  }

  private mutating func area(
    of cell: Cell, inside convex: [PlanePoint], _ square: [PlanePoint]
  ) -> Double {
    if convex.count < 3 { return 0 }
    if cell.rings.isEmpty { return PlanePolygon.signedArea(convex) }
    return cell.rings.reduce(0) { $0 + ConvexClip.signedArea(of: $1, inside: convex, &scratch) }
  }

  private mutating func intersection(_ a: [PlanePoint], _ b: [PlanePoint]) -> [PlanePoint] {
    if b.count < 3 { return [] }
    var part = a
    var p = b[b.count - 1]
    for q in b {
      let normal = PlanePoint(-(q.y - p.y), q.x - p.x)
      ConvexClip.clip(part, by: normal, -normal.dot(p), into: &spare)
      swap(&part, &spare)
      p = q
    }
    return part
  }
}
