import TestSupport

/// A town of streets in a grid of which some are missing, with homes and facilities anywhere.
enum RandomTown {
  static func xml(seed: UInt64) -> String {
    var random = SplitMix(state: seed)
    var town = Town()
    let size = 12
    // Streets 0.9 thousandths of a degree apart, 87 and 100 metres; a quarter of them is missing.
    for i in 0..<size * size {
      town.more += town.node(1000 + i, 20 + Double(i % size) * 0.9, Double(i / size) * 0.9)
    }
    for i in 0..<size * size {
      for (step, isInside) in [(1, i % size < size - 1), (size, i / size < size - 1)] {
        guard isInside, random.below(4) > 0 else { continue }
        town.more += Town.way(
          2000 + 2 * i + (step == 1 ? 0 : 1), [1000 + i, 1000 + i + step], "highway=footway")
      }
    }
    for i in 0..<90 {
      let levels = 1 + random.below(12)
      town.more += town.house(
        4000 + i, 19 + random.share() * 12, random.share() * 12 - 1,
        "building=apartments building:levels=\(levels)")
    }
    let kinds = [
      "amenity=clinic", "amenity=hospital", "amenity=library", "amenity=theatre", "leisure=pitch",
      "leisure=sports_centre", "shop=supermarket",
    ]
    for i in 0..<10 {
      let (x, y) = (20 + random.share() * 10, random.share() * 10)
      let tags = kinds[i % kinds.count]
      // Every other one is an area.
      town.more += i % 2 == 0 ? town.node(6000 + i, x, y, tags) : town.house(7000 + i, x, y, tags)
    }
    // Two communities; the third part of the town belongs to none.
    for (id, west, east) in [(8000, 18.0, 24.0), (8010, 24, 28)] {
      let corners = [(west, -3.0), (east, -3), (east, 14), (west, 14)]
      town.more += corners.enumerated().map { town.node(id * 10 + $0, $1.0, $1.1) }.joined()
      town.more += Town.way(
        id, [0, 1, 2, 3, 0].map { id * 10 + $0 },
        "boundary=administrative admin_level=10 name=Part_\(id)")
    }
    return town.xml
  }
}

extension SplitMix {
  fileprivate mutating func below(_ n: Int) -> Int { Int(next() % UInt64(n)) }

  /// From 0 to 1.
  fileprivate mutating func share() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
}
