import Testing

@testable import Streets

/// The nearest of many places, against the distance to every one of them.
@Suite struct OutlineTreeTests {
  private func places(_ count: Int, size: Double, _ random: inout Seeded) -> [Place] {
    (0..<count).map { i in
      // Some have no geometry at all, and some are in one place.
      switch i % 11 {
      case 3: Place(id: "\(i)", parts: [])
      case 7: Place(id: "\(i)", at: PlanePoint(size / 2, size / 2))
      default: TimeFieldTests.place("\(i)", size: size, &random)
      }
    }
  }

  private func distances(from place: Place, to others: [Place]) -> [Double] {
    others.map {
      $0.parts.isEmpty ? .infinity : PlainPlace($0).distance(to: PlainPlace(place))
    }
  }

  /// Sizes around those at which the tree gets another level, one box more or less.
  @Test(arguments: [0, 1, 2, 7, 8, 9, 64, 65, 300])
  func theNearestIsFound(count: Int) {
    var random = Seeded(UInt64(count))
    let others = places(count, size: 2000, &random)
    let tree = OutlineTree(others.map { Outline($0) })
    for _ in 0..<60 {
      let place = TimeFieldTests.place("", size: 2400, &random)
      let expected = distances(from: place, to: others).min() ?? .infinity
      var nearest = Double.infinity
      tree.forEach(near: Outline(place), within: .infinity) { _, metres in
        nearest = min(nearest, metres)
        return nearest
      }
      #expect(nearest == expected || abs(nearest - expected) < 1e-6)
    }
  }

  /// A body that never narrows the search sees every place within the limit, with its distance, once.
  @Test func allWithinALimitAreSeenOnce() {
    var random = Seeded(5)
    let others = places(200, size: 1500, &random)
    let tree = OutlineTree(others.map { Outline($0) })
    for _ in 0..<60 {
      let place = TimeFieldTests.place("", size: 1500, &random)
      let limit = Double.random(in: 0...600, using: &random)
      var seen: [Int: Double] = [:]
      tree.forEach(near: Outline(place), within: limit) { i, metres in
        #expect(seen.updateValue(metres, forKey: i) == nil)
        return limit
      }
      for (i, metres) in distances(from: place, to: others).enumerated() {
        if let found = seen[i] { #expect(abs(found - metres) < 1e-6) }
        // Rounding may decide at the limit itself.
        if abs(metres - limit) > 1e-6 { #expect((seen[i] != nil) == (metres < limit)) }
      }
    }
  }

  @Test func whetherAnyPlaceIsWithinADistance() {
    var random = Seeded(6)
    var answers = [0, 0]
    for count in [0, 1, 5, 40] {
      let others = places(count, size: 1500, &random)
      let known = PlaceDistances(to: others)
      for _ in 0..<60 {
        let place = TimeFieldTests.place("", size: 1500, &random)
        let least = distances(from: place, to: others).min() ?? .infinity
        let limit = Double.random(in: 0...400, using: &random)
        if abs(least - limit) < 1e-6 { continue }
        let isAny = known.isAny(within: limit, of: place)
        #expect(isAny == (least < limit))
        answers[isAny ? 1 : 0] += 1
      }
    }
    #expect(answers.allSatisfy { $0 > 20 })
  }
}
