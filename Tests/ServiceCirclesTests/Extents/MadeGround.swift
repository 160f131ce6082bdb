import PlaneGeometry
import Streets
import TestSupport

@testable import ServiceCircles

/// A town of streets, a kilometre apart, in the plane of its place.
struct MadeGround {
  let plane: WorkingPlane
  let projector: Projector
  let middle: PlanePoint
  let streets: StreetNetwork

  static let size = 20

  init(at place: GeographicPoint, in plane: WorkingPlane? = nil) throws {
    self.plane = plane ?? .chosen(for: place)
    projector = try Projector(self.plane)
    guard let middle = projector.forward(place) else { throw GeometryError.notFinite }
    self.middle = middle
    let size = Self.size
    let nodes = (0..<size * size).map { i in
      let step = PlanePoint(Double(i % size), Double(i / size)) - Double(size - 1) / 2
      return StreetNode(middle + step * 1000)
    }
    var edges: [StreetSegment] = []
    for i in nodes.indices {
      if i % size < size - 1 { edges.append(.made(i, i + 1, 1000)) }
      if i / size < size - 1 { edges.append(.made(i, i + size, 1000)) }
    }
    streets = try StreetNetwork(nodes: nodes, edges: edges, coordinateSystem: self.plane.code)
  }

  var ground: Ground { Ground(streets, file: "city.osm.pbf", plane: plane) }

  /// Places of the town, anywhere in it.
  func places(_ count: Int, _ random: inout SplitMix) -> [GeographicPoint] {
    (0..<count).compactMap { _ in
      let x = Double(random.next() % 18_000) - 9_000
      let y = Double(random.next() % 18_000) - 9_000
      return projector.inverse(middle + PlanePoint(x, y))
    }
  }

  /// The coordinates of places in a system, x = east.
  static func coordinates(
    _ places: [GeographicPoint], in srid: Int, isSwapped: Bool = false
  ) throws -> [SIMD2<Double>] {
    let projector = try Projector(WorkingPlane(srid: srid))
    return places.compactMap { projector.forward($0) }.map {
      isSwapped ? SIMD2($0.y, $0.x) : $0
    }
  }
}

extension StreetSegment {
  /// A street between two nodes, open to walkers both ways.
  static func made(_ from: Int, _ to: Int, _ metres: Double) -> StreetSegment {
    StreetSegment(
      from: Int32(from), to: Int32(to), lengthMetres: metres, forward: ModeSet(.walk),
      backward: ModeSet(.walk))
  }
}
