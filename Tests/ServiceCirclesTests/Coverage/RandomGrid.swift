import Streets
import TestSupport

@testable import ServiceCircles

/// Streets on a square grid whose corners are moved at random, with gaps, one-way stretches for bicycles, and
/// ends where the data stops.
struct RandomGrid {
  /// How many corners it has in a row.
  var side = 12
  /// The metres between corners.
  var step = 250.0
  /// Its south-western corner.
  var origin = PlanePoint.zero
  /// How many of its streets are taken away.
  var missing = 0

  func streets(_ random: inout SplitMix) throws -> StreetNetwork {
    var nodes: [StreetNode] = []
    for i in 0..<(side * side) {
      let p = PlanePoint(Double(i % side), Double(i / side)) * step
      let shift = PlanePoint(
        .random(in: -60...60, using: &random), .random(in: -60...60, using: &random))
      nodes.append(
        StreetNode(origin + p + shift, isCut: Int.random(in: 0..<60, using: &random) == 0))
    }
    var segments: [StreetSegment] = []
    let both: ModeSet = [ModeSet(.walk), ModeSet(.cycle)]
    for i in nodes.indices {
      for (k, isThere) in [(i + 1, i % side < side - 1), (i + side, i / side < side - 1)]
      where isThere && Int.random(in: 0..<6, using: &random) > 0 {
        let d = nodes[k].position - nodes[i].position
        let isOneWay = Int.random(in: 0..<4, using: &random) == 0
        segments.append(
          StreetSegment(
            from: Int32(i), to: Int32(k), lengthMetres: (d.x * d.x + d.y * d.y).squareRoot() * 1.05,
            forward: both, backward: isOneWay ? ModeSet(.walk) : both))
      }
    }
    segments.shuffle(using: &random)
    segments.removeLast(missing)
    return try StreetNetwork(nodes: nodes, edges: segments, coordinateSystem: "random")
  }

  /// A place of the grid.
  func somewhere(_ random: inout SplitMix) -> PlanePoint {
    let width = Double(side - 1) * step
    return origin
      + PlanePoint(.random(in: 0...width, using: &random), .random(in: 0...width, using: &random))
  }
}
