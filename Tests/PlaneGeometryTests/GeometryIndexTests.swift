import TestSupport
import Testing

@testable import PlaneGeometry

@Suite struct GeometryIndexTests {
  @Test(arguments: [0, 1, 2, 15, 16, 17, 255, 257, 1000, 5000])
  func answersLikeLookingAtAll(_ count: Int) {
    var random = SplitMix(state: UInt64(count) + 5)
    func coordinate() -> Double { Double(Int.random(in: 0...100, using: &random)) }
    func box() -> Box {
      let p = PlanePoint(coordinate(), coordinate())
      return Box(min: p, max: p + [coordinate() / 20, coordinate() / 20])
    }
    let boxes = (0..<count).map { _ in box() }
    let index = GeometryIndex(boxes: boxes)
    #expect(index.count == count)
    for _ in 0..<100 {
      let asked = box()
      #expect(index.query(asked) == boxes.indices.filter { boxes[$0].intersects(asked) })
      let p = asked.min
      let naive = boxes.indices.map { (boxes[$0].squaredDistance(to: p).squareRoot(), $0) }.min {
        $0 < $1
      }
      let found = index.nearest(to: p)
      #expect(found?.payload == naive?.1 && found?.distance == naive?.0)
      let near = index.nearest(to: p, within: 3)
      #expect(near?.payload == (naive.map { $0.0 <= 3 ? $0.1 : nil } ?? nil))
    }
  }

  @Test func theDistanceOfTheItemDecides() {
    let boxes = [Box([0, 0]), Box([1, 0]), Box([2, 0])]
    let index = GeometryIndex(boxes: boxes)
    #expect(index.nearest(to: [0, 0], distance: { [5, 9, 3][$0] })?.payload == 2)
    #expect(index.nearest(to: [0, 0], distance: { [nil, nil, 3][$0] })?.payload == 2)
    #expect(index.nearest(to: [0, 0], distance: { _ in nil }) == nil)
    let equal = GeometryIndex([(Box([1, 0]), 7), (Box([-1, 0]), 3), (Box([0, 1]), 5)])
    #expect(equal.nearest(to: [0, 0])?.payload == 3)
  }
}
