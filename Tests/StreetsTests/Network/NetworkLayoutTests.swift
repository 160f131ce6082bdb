import Testing

@testable import Streets

/// What becomes of segments when they are laid out as edges.
@Suite struct NetworkLayoutTests {
  /// Thousands of nodes at one place, which are no junctions, are one.
  @Test func manyNodesAtOnePlaceAreOne() throws {
    func network(_ count: Int) throws -> StreetNetwork {
      var streets = DrawnStreets()
      let ends = [PlanePoint(0, 0), PlanePoint(100, 0), PlanePoint(200, 0)].map { streets.node($0) }
      streets.segment(from: ends[0], to: ends[1])
      var last = ends[1]
      for _ in 0..<count {
        let next = streets.separateNode(PlanePoint(100, 0))
        streets.segment(from: last, to: next)
        last = next
      }
      streets.segment(from: last, to: ends[2])
      return try streets.network
    }
    let (many, few) = (try network(20_000), try network(0))
    #expect(many.edgeCount == 1 && many.vertices.count <= few.vertices.count + 1)
    #expect(many.edgeLength == few.edgeLength)
    func times(_ network: StreetNetwork) -> [Milliseconds?] {
      let field = network.timeField(
        to: [Place(id: "f", at: PlanePoint(90, 5))], by: .walk, within: .minutes(60))
      return stride(from: 0.0, through: 200, by: 7).map { field.time(at: PlanePoint($0, -3)) }
    }
    #expect(times(many) == times(few))
  }

  /// A place where one may leave a tunnel stays one.
  @Test func aPointWithAnotherAccessStays() throws {
    var streets = DrawnStreets()
    streets.street([PlanePoint(0, 0), PlanePoint(100, 0)], traits: .noAccess)
    let (here, there) = (
      streets.node(PlanePoint(100, 0)), streets.separateNode(PlanePoint(100, 0))
    )
    streets.segment(from: here, to: there)
    let network = try streets.network
    #expect(network.segmentHasAccess.contains(true))
  }
}
