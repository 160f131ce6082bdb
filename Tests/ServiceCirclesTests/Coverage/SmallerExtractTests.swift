import PlaneGeometry
import Streets
import TestSupport
import Testing

@testable import ServiceCircles

/// What a smaller extract cannot know it must not claim.
@Suite struct SmallerExtractTests {
  private static let side = 16
  private static let step = 220.0
  private static let reach = 200.0

  /// Random streets; where given, only those within a box, with the ends at its border cut.
  private func streets(seed: Int, within box: Box? = nil) throws -> StreetNetwork {
    var random = SplitMix(state: UInt64(seed))
    let both = ModeSet(.walk)
    let n = Self.side
    let places = (0..<(n * n)).map { i in
      PlanePoint(Double(i % n), Double(i / n)) * Self.step
        + PlanePoint(.random(in: -50...50, using: &random), .random(in: -50...50, using: &random))
    }
    var links: [(Int, Int)] = []
    for i in places.indices {
      for (k, isThere) in [(i + 1, i % n < n - 1), (i + n, i / n < n - 1)]
      where isThere && Int.random(in: 0..<5, using: &random) > 0 {
        links.append((i, k))
      }
    }
    let isKept = places.map { box?.contains($0) ?? true }
    var isCut = [Bool](repeating: false, count: places.count)
    for (i, k) in links where isKept[i] != isKept[k] { isCut[isKept[i] ? i : k] = true }
    var number: [Int: Int32] = [:]
    var nodes: [StreetNode] = []
    for i in places.indices where isKept[i] {
      number[i] = Int32(nodes.count)
      nodes.append(StreetNode(places[i], isCut: isCut[i]))
    }
    let segments = links.compactMap { i, k -> StreetSegment? in
      guard let a = number[i], let b = number[k] else { return nil }
      let d = places[k] - places[i]
      return StreetSegment(
        from: a, to: b, lengthMetres: (d.x * d.x + d.y * d.y).squareRoot(), forward: both,
        backward: both)
    }
    return try StreetNetwork(
      nodes: nodes, edges: segments, coordinateSystem: "random",
      extent: box.map { PlanePolygon(exterior: Polygon($0).exterior) })
  }

  @Test(arguments: 0..<4)
  func `a smaller extract never gives the opposite answer`(seed: Int) async throws {
    var random = SplitMix(state: UInt64(seed) + 100)
    let extent = Double(Self.side) * Self.step
    let box = Box(min: [700, 700], max: [extent - 900, extent - 900])
    // Homes from which every street in reach is inside, or that are outside; facilities of which any is.
    let inner = Box(
      min: box.min + PlanePoint(300, 300), max: box.max - PlanePoint(300, 300))
    let outer = Box(
      min: box.min - PlanePoint(300, 300), max: box.max + PlanePoint(300, 300))
    var town = MainStreet()
    town.land = .community
    town.communities = [
      Community(
        id: "a", setting: .urban,
        polygons: [Polygon(Box(min: [-1, -1], max: [extent + 1, extent + 1]))])
    ]
    town.homes(
      at: [], communityID: nil)
    func place(in box: Box) -> PlanePoint {
      PlanePoint(
        .random(in: box.min.x...box.max.x, using: &random),
        .random(in: box.min.y...box.max.y, using: &random))
    }
    let everywhere = Box(min: .zero, max: [extent, extent])
    for i in 0..<60 {
      var p = place(in: i < 40 ? inner : everywhere)
      while i >= 40, box.contains(p) { p = place(in: everywhere) }
      town.residences.append(
        Residence(place: Place(id: "h\(i)", at: p), households: 1 << i))
    }
    for (i, category) in [ServiceCategory.medical, .cultural, .sports, .medical, .cultural]
      .enumerated()
    {
      town.facility(
        "f\(i)", category, at: .random(in: 0...extent, using: &random),
        y: .random(in: 0...extent, using: &random))
    }
    let whole = try await town.assessment(on: streets(seed: seed)).run().single
    var smaller = town
    smaller.facilities.removeAll {
      !outer.contains(RepresentativePoint.of($0.place, GeometryEngine()) ?? .zero)
    }
    let part = try await smaller.assessment(on: streets(seed: seed, within: box)).run().single
    var unknown = 0
    for (a, b) in zip(whole, part) {
      #expect(a.ruleID == b.ruleID)
      let covered = b.households.covered
      #expect(covered & ~a.households.covered == 0, "what is covered in the part is covered")
      let uncovered = b.households.all & ~covered & ~b.households.unknown
      #expect(uncovered & a.households.covered == 0, "what is uncovered in the part is uncovered")
      unknown |= b.households.unknown
      if let land = a.land, let bounds = b.land {
        #expect(bounds.covered.low <= land.covered.high, "land covered in the part is covered")
        #expect(bounds.covered.high >= land.covered.low, "land uncovered in the part is uncovered")
        #expect(bounds.isOpen && b.landShare == nil)
      }
    }
    #expect(unknown & (1 << 40 - 1) != 0 && unknown >> 40 != 0)
  }
}
