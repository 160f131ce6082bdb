import PlaneGeometry
import ServiceCircles
import TestSupport
import Testing

@testable import ServiceCirclesIO

@Suite struct CommunityOverlapsTests {
  private func square(
    _ id: String, _ x: Double, _ y: Double = 0, width: Double = 100, height: Double = 100
  ) -> Community {
    let ring = [(0.0, 0.0), (width, 0), (width, height), (0, height), (0, 0)]
      .map { PlanePoint(x: x + $0.0, y: y + $0.1) }
    return Community(id: id, setting: .urban, polygons: [Polygon(exterior: ring)])
  }

  private func pairs(_ communities: [Community]) throws -> [String] {
    try CommunityOverlaps(communities).pairs.map {
      "\($0.id) \($0.other) \(Int(($0.share * 100).rounded()))"
    }
  }

  @Test func `more than half of the smaller one is one too many`() throws {
    #expect(try pairs([square("a", 0), square("b", 0)]) == ["b a 100"])
    #expect(try pairs([square("a", 0), square("b", 49)]) == ["b a 51"])
    #expect(try pairs([square("a", 0), square("b", 50)]).isEmpty)
    #expect(try pairs([square("a", 0), square("b", 100), square("c", 99)]).count == 1)
    // One that holds three others; neighbours that share borders, and a little more.
    #expect(
      try pairs([
        square("a", 0), square("b", 100), square("all", 0, width: 300), square("c", 199.9),
      ]) == ["all a 100", "c all 100"])
    #expect(try pairs((0..<20).map { square("\($0)", Double($0) * 99) }).isEmpty)
  }

  @Test func `boxes in one another are no communities in one another`() throws {
    // A corner of a street, and the block that it goes around.
    let ring = [(0.0, 0.0), (100, 0), (100, 10), (10, 10), (10, 100), (0, 100), (0, 0)]
      .map { PlanePoint(x: $0.0, y: $0.1) }
    let corner = Community(id: "l", setting: .rural, polygons: [Polygon(exterior: ring)])
    #expect(try pairs([corner, square("b", 10, 10, width: 90, height: 90)]).isEmpty)
    #expect(try pairs([corner, square("b", 0, 0, width: 90, height: 90)]) == ["b l 89"])
  }

  @Test func `the pairs are those of comparing all with all`() throws {
    var random = SplitMix(state: 21)
    for _ in 0..<40 {
      let sides = (0..<12).map { _ in
        [0, 0, 30, 30].map { Double(Int.random(in: 0...30, using: &random)) + $0 / 30 }
      }
      let all = sides.enumerated().map { i, s in
        square("\(i)", s[0], s[1], width: s[2], height: s[3])
      }
      let expected = all.indices.compactMap { i -> String? in
        let other = all[..<i].indices.first { j in
          func common(_ k: Int) -> Double {
            min(sides[i][k] + sides[i][k + 2], sides[j][k] + sides[j][k + 2])
              - max(sides[i][k], sides[j][k])
          }
          guard common(0) > 0, common(1) > 0 else { return false }
          return common(0) * common(1)
            > min(sides[i][2] * sides[i][3], sides[j][2] * sides[j][3]) / 2
        }
        return other == nil ? nil : "\(i)"
      }
      #expect(try CommunityOverlaps(all).pairs.map(\.id) == expected)
    }
  }

  @Test(.timeLimit(.minutes(2))) func `a province takes no long time`() throws {
    var apart: [Community] = []
    for i in 0..<160 {
      for j in 0..<160 { apart.append(square("\(i) \(j)", Double(i) * 100, Double(j) * 100)) }
    }
    #expect(try CommunityOverlaps(apart).pairs.isEmpty)
    let same = (0..<25_000).map { square("\($0)", 0) }
    #expect(try CommunityOverlaps(same).pairs.count == 24_999)
    // Nearly the same: the run is stopped at half of them, and none is compared beyond.
    let nearly = (0..<5_000).map { square("\($0)", Double($0) / 1000) }
    #expect(try CommunityOverlaps(nearly, most: 2_501).pairs.count == 2_501)
  }
}
