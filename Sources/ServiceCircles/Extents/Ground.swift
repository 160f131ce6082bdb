import PlaneGeometry
import Streets

/// What the layers of a run are held against: the streets, or the communities of a run by straight lines.
///
/// The plane is divided into square cells; a layer's record is near where its cell or one beside it holds a
/// piece of a street. Unlike a box around everything, the cells mind neither a stray node at the other end of
/// the world nor a coast.
///
/// - Complexity: O(n) to make, in time; the memory of the cells that are taken.
package struct Ground: Sendable {
  /// What it consists of.
  package enum Kind: String, Hashable, Sendable {
    case streets, communities
    /// The records of another layer.
    case records

    /// One of what it consists of, in words.
    var message: Message {
      switch self {
      case .streets: Message("extent.streets")
      case .communities: Message("extent.communities")
      case .records: Message("extent.records")
      }
    }
  }

  /// What it consists of.
  package let kind: Kind
  /// The file that it was read from.
  package let file: String
  /// The plane; nil for a made-up one.
  package let plane: WorkingPlane?
  /// Where most of it lies; nil where it holds nothing.
  package let spread: Spread?
  /// How far from it a record may be, in metres: one that is counted as away is farther than that, one that is
  /// counted as near is less than three times as far.
  package let reachMetres: Double

  /// The least reach to streets: nobody walks five kilometres to one.
  package static let leastReachMetres = 5_000.0
  /// The least reach to communities: in the mountains facilities may lie beyond five kilometres and still be
  /// those that are meant.
  package static let leastReachToCommunitiesMetres = 20_000.0

  private var cells: Set<Int64> = []
  private let sample: [PlanePoint]

  /// The streets as the ground.
  package init(
    _ streets: StreetNetwork, file: String, plane: WorkingPlane?, accessMetres: Double = 0
  ) {
    self.init(
      .streets, file, plane, max(Self.leastReachMetres, accessMetres),
      streets.vertices.strided(most: 100_000))
    var last: Int64?
    func take(_ p: PlanePoint, _ cells: inout Set<Int64>) {
      let cell = self.cell(of: p).key
      if cell != last { cells.insert(cell) }
      last = cell
    }
    var taken: Set<Int64> = []
    for (i, p) in streets.vertices.enumerated() {
      take(p, &taken)
      guard i + 1 < streets.vertices.count, streets.segmentEdge[i] == streets.segmentEdge[i + 1]
      else { continue }
      // A long way without a bend crosses cells in which it has no vertex.
      let d = streets.vertices[i + 1] - p
      let steps = Int(max(abs(d.x), abs(d.y)) / reachMetres)
      for k in 0..<min(steps, 10_000) {
        take(p + d * (Double(k + 1) / Double(steps + 1)), &taken)
      }
    }
    cells = taken
  }

  /// The communities as the ground.
  package init(_ communities: [Community], file: String, plane: WorkingPlane?) {
    self.init(communities.compactMap(\.extent), .communities, file: file, plane: plane)
  }

  /// Boxes as the ground: those around communities, or around the records of any layer.
  package init(_ boxes: [Box], _ kind: Kind, file: String, plane: WorkingPlane?) {
    self.init(
      kind, file, plane, Self.leastReachToCommunitiesMetres,
      boxes.map(\.centre).strided(most: 100_000))
    for box in boxes {
      let (low, high) = (cell(of: box.min), cell(of: box.max))
      // A box of more cells than a large province has is a mistake: its corners stand for it.
      guard Double(high.x - low.x + 1) * Double(high.y - low.y + 1) <= 1_000_000 else {
        cells.insert(low.key)
        cells.insert(high.key)
        continue
      }
      for x in low.x...high.x {
        for y in low.y...high.y { cells.insert(Cell(x: x, y: y).key) }
      }
    }
  }

  private init(
    _ kind: Kind, _ file: String, _ plane: WorkingPlane?, _ reach: Double, _ sample: [PlanePoint]
  ) {
    self.kind = kind
    self.file = file
    self.plane = plane
    reachMetres = reach
    self.sample = sample
    spread = Spread(of: sample)
  }

  /// Whether there is nothing to hold a layer against.
  package var isEmpty: Bool { cells.isEmpty }

  /// Whether a point is near.
  package func isNear(_ point: PlanePoint) -> Bool { isNear(Box(point)) }

  /// Whether some of a box is near.
  package func isNear(_ box: Box) -> Bool {
    let (low, high) = (cell(of: box.min), cell(of: box.max))
    let count = Double(high.x - low.x + 3) * Double(high.y - low.y + 3)
    if count > Double(cells.count) {
      return cells.contains { key in
        let cell = Cell(key)
        return cell.x >= low.x - 1 && cell.x <= high.x + 1 && cell.y >= low.y - 1
          && cell.y <= high.y + 1
      }
    }
    for x in (low.x - 1)...(high.x + 1) {
      for y in (low.y - 1)...(high.y + 1) where cells.contains(Cell(x: x, y: y).key) {
        return true
      }
    }
    return false
  }

  /// How far from the ground a point lies, and in which direction from there; nil where the ground is empty.
  package func distance(to point: PlanePoint) -> (metres: Double, direction: CompassDirection)? {
    func squared(_ p: PlanePoint) -> Double {
      let d = point - p
      return d.x * d.x + d.y * d.y
    }
    guard let nearest = sample.min(by: { squared($0) < squared($1) }) else { return nil }
    return (squared(nearest).squareRoot(), CompassDirection(of: point - nearest))
  }

  private func cell(of point: PlanePoint) -> Cell {
    func number(_ coordinate: Double) -> Int32 {
      // Coordinates that are no place on the Earth share the outermost cells.
      Int32(max(-1e6, min(1e6, (coordinate / reachMetres).rounded(.down))))
    }
    return Cell(x: number(point.x), y: number(point.y))
  }
}

/// A cell by its column and its row.
private struct Cell {
  let x, y: Int32

  init(x: Int32, y: Int32) {
    self.x = x
    self.y = y
  }

  init(_ key: Int64) {
    self.init(x: Int32(truncatingIfNeeded: key >> 32), y: Int32(truncatingIfNeeded: key))
  }

  var key: Int64 { Int64(x) << 32 | Int64(UInt32(bitPattern: y)) }
}

/// A direction on the map.
public enum CompassDirection: String, Hashable, Sendable, CaseIterable {
  case east
  case northEast = "north_east"
  case north
  case northWest = "north_west"
  case west
  case southWest = "south_west"
  case south
  case southEast = "south_east"

  /// The direction that is nearest to that of a way.
  init(of way: PlanePoint) {
    let (x, y) = (abs(way.x), abs(way.y))
    // The tangent of 22.5°, half of the angle between two directions.
    let slope = 0.5.squareRoot() * 2 - 1
    if y <= slope * x {
      self = way.x < 0 ? .west : .east
    } else if x <= slope * y {
      self = way.y < 0 ? .south : .north
    } else if way.x < 0 {
      self = way.y < 0 ? .southWest : .northWest
    } else {
      self = way.y < 0 ? .southEast : .northEast
    }
  }
}
