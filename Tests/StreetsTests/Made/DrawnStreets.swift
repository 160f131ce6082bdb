import Streets

/// Streets drawn by hand for predicted answers: metres, x = east, y = north; the same point is the same
/// node.
struct DrawnStreets {
  private(set) var nodes: [StreetNode] = []
  private(set) var segments: [StreetSegment] = []
  private var numbers: [PlanePoint: Int32] = [:]

  /// Draws a street through points.
  ///
  /// - Parameters:
  ///   - metres: Its whole length on the ground, spread evenly; as in the plane when nil.
  ///   - isOneWay: Whether bicycles may go only from the first point to the last.
  mutating func street(
    _ points: [PlanePoint], metres: Double? = nil, isOneWay: Bool = false,
    traits: StreetSegment.Traits = []
  ) {
    let both: ModeSet = [ModeSet(.walk), ModeSet(.cycle)]
    let drawn = zip(points, points.dropFirst()).reduce(0) { $0 + Self.distance($1.0, $1.1) }
    for (p, q) in zip(points, points.dropFirst()) {
      let length = Self.distance(p, q) * (metres.map { $0 / drawn } ?? 1)
      segments.append(
        StreetSegment(
          from: node(p), to: node(q), lengthMetres: length, forward: both,
          backward: isOneWay ? ModeSet(.walk) : both, traits: traits))
    }
  }

  /// Draws a segment between two nodes; of no length where they are in one place.
  mutating func segment(from: Int32, to: Int32) {
    let both: ModeSet = [ModeSet(.walk), ModeSet(.cycle)]
    let length = Self.distance(nodes[Int(from)].position, nodes[Int(to)].position)
    segments.append(
      StreetSegment(from: from, to: to, lengthMetres: length, forward: both, backward: both))
  }

  /// Adds a node that is another one than those drawn before, even where they are.
  mutating func separateNode(_ p: PlanePoint, isCut: Bool = false) -> Int32 {
    nodes.append(StreetNode(p, isCut: isCut))
    return Int32(nodes.count - 1)
  }

  /// The number of the node at a point, made where there is none.
  mutating func node(_ p: PlanePoint) -> Int32 {
    if let number = numbers[p] { return number }
    let number = separateNode(p)
    numbers[p] = number
    return number
  }

  /// Squares of a side of `spacing` around `centre`: `blocks` of them in each direction.
  ///
  /// One-way streets lead east and north.
  static func grid(
    blocks: Int, spacing: Double, centre: PlanePoint = .zero, isOneWay: Bool = false
  ) -> DrawnStreets {
    var streets = DrawnStreets()
    let corner = centre - PlanePoint(repeating: Double(blocks) * spacing / 2)
    for i in 0...blocks {
      let ahead = (0...blocks).map { corner + PlanePoint(Double($0), Double(i)) * spacing }
      let up = (0...blocks).map { corner + PlanePoint(Double(i), Double($0)) * spacing }
      streets.street(ahead, isOneWay: isOneWay)
      streets.street(up, isOneWay: isOneWay)
    }
    return streets
  }

  static func distance(_ p: PlanePoint, _ q: PlanePoint) -> Double {
    let d = q - p
    return (d.x * d.x + d.y * d.y).squareRoot()
  }

  var network: StreetNetwork {
    get throws { try StreetNetwork(nodes: nodes, edges: segments, coordinateSystem: "drawn") }
  }
}

/// Times in whole milliseconds are rounded at the facility's leg, once per edge and at the end.
func isAbout(_ time: Milliseconds?, _ milliseconds: Double, within slack: Double = 1.5) -> Bool {
  time.map { abs(Double($0.value) - milliseconds) <= slack } ?? false
}
