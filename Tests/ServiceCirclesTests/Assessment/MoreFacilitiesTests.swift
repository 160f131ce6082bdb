import Geometry
import StreetNetwork
import Testing

@testable import ServiceCircles

@Suite struct MoreFacilitiesTests {
  /// Streets with gaps, one-way stretches for bicycles, and ends where the data stops.
  private func travel(_ mode: Mode, _ random: inout SplitMix) throws -> TravelNetwork {
    let side = 12
    var nodes: [StreetNode] = []
    for i in 0..<(side * side) {
      let p = PlanePoint(Double(i % side), Double(i / side)) * 250
      let shift = PlanePoint(
        .random(in: -60...60, using: &random), .random(in: -60...60, using: &random))
      nodes.append(StreetNode(p + shift, isCut: Int.random(in: 0..<60, using: &random) == 0))
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
    return TravelNetwork(
      try StreetNetwork(nodes: nodes, edges: segments, coordinateSystem: "random"), by: mode,
      speed: .kilometresPerHour(4.8))
  }

  @Test(arguments: 0..<4)
  func `one more facility never lowers coverage`(seed: Int) async throws {
    var random = SplitMix(state: UInt64(seed))
    let travel = try travel(seed % 2 == 0 ? .walk : .cycle, &random)
    func somewhere() -> PlanePoint {
      PlanePoint(.random(in: 0...2750, using: &random), .random(in: 0...2750, using: &random))
    }
    var town = MainStreet()
    for i in 0..<3 {
      let box = Box(min: [Double(i) * 1000, -100], max: [Double(i) * 1000 + 999, 2900])
      town.communities.append(
        Community(id: "\(i)", setting: i == 1 ? .rural : .urban, polygons: [Polygon(box)]))
    }
    for i in 0..<150 {
      town.residences.append(
        Residence(
          place: Place(id: "h\(i)", at: somewhere()),
          households: .random(in: 1...30, using: &random), population: i))
    }
    let categories = [ServiceCategory.medical, .cultural, .sports]
    var before: [Coverage] = []
    var growths = 0
    for i in 0..<9 {
      let p = somewhere()
      town.facility("f\(i)", categories[i % 3], at: p.x, y: p.y)
      let coverage = try await Assessment(
        Assessment.Inputs(
          travel: travel, communities: town.communities, residences: town.residences,
          facilities: town.facilities)
      ).run().coverage
      for (old, new) in zip(before, coverage) {
        #expect(new.communityID == old.communityID && new.rule == old.rule)
        for (a, b) in [(old.households, new.households), (old.residences, new.residences)] {
          #expect(b.all == a.all && b.covered >= a.covered)
          // Nor what might be covered; no home is in both sums.
          #expect(b.covered + b.unknown >= a.covered + a.unknown)
          #expect(b.covered + b.unknown <= b.all)
        }
        #expect((new.population?.covered ?? 0) >= (old.population?.covered ?? 0))
        if new.households.covered > old.households.covered { growths += 1 }
      }
      before = coverage
    }
    #expect(growths > 3)
  }
}
