import Testing

@testable import Streets

/// The contour by itself: the union of discs along lines, drawn and decided point by point.
@Suite struct CircleContourTests {
  /// One convex piece, as ``CirclePieces`` describes it.
  struct Piece {
    var start: PlanePoint
    var along = PlanePoint(1, 0)
    var length = 0.0
    var radius: Double
    var taper = 0.0

    /// Whether a place lies in it, by discs close together along it.
    func contains(_ p: PlanePoint) -> Bool {
      let n = max(1, (length / 0.05).rounded(.up))
      return (0...Int(n)).contains { i in
        let s = length * Double(i) / n
        return PlainGeometry.distance(p, start + along * s) <= radius - taper * s
      }
    }
  }

  private func drawn(_ pieces: [Piece], tolerance: Double = 2) -> [PlanePolygon] {
    var contour = CircleContour(tolerance: tolerance)
    contour.begin(near: pieces[0].start)
    for p in pieces {
      contour.pieces.append(
        from: p.start, along: p.along, length: p.length, radius: p.radius, taper: p.taper)
    }
    return contour.polygons()
  }

  /// The distance from a place to the nearest one on the other side of the union's boundary, looked for
  /// outwards; nil where there is none within `most`.
  private func distanceToOtherSide(_ pieces: [Piece], of p: PlanePoint, upTo most: Double)
    -> Double?
  {
    let isInside = pieces.contains { $0.contains(p) }
    for r in stride(from: 0.1, through: most, by: 0.1) {
      let n = max(12, Int(r * 40))
      for k in 0..<n {
        let a = Double(k) / Double(n) * 2 * Double.pi
        let q = p + PlainGeometry.direction(a) * r
        if pieces.contains(where: { $0.contains(q) }) != isInside { return r }
      }
    }
    return nil
  }

  private func checkSides(
    _ pieces: [Piece], places: Int, _ random: inout Seeded, _ comment: String
  ) {
    let polygons = PlainPolygons(drawn(pieces))
    polygons.checkRings()
    for i in 0..<places {
      // On the boundary as drawn, just on one of its sides; or near it.
      guard let p = polygons.placeAtBoundary(aside: i % 3 == 0 ? 3 : 1e-4, &random) else { return }
      if pieces.contains(where: { $0.contains(p) }) != polygons.contain(p) {
        #expect(distanceToOtherSide(pieces, of: p, upTo: 2) != nil, "\(comment) \(p)")
      }
    }
  }

  /// Three discs that meet beside a lattice point: the level there is nearly 0 though it lies deep inside.
  @Test func discsThatMeetInAPointAreDrawnAsOne() {
    var random = Seeded(1)
    for origin in [PlanePoint(0, 0), PlanePoint(500_000, 3_300_000)] {
      let discs = [
        Piece(start: origin + PlanePoint(1.1340, -1.7664), radius: 2.085),
        Piece(start: origin + PlanePoint(1.2138, 1.8957), radius: 2.2319),
        Piece(start: origin + PlanePoint(-2.8923, -0.0542), radius: 2.8834),
      ]
      checkSides(discs, places: 300, &random, "\(origin)")
    }
  }

  /// Few and many, small and large, crowded: more corners, necks, holes and islands than streets make.
  @Test(arguments: 0..<30)
  func unionsOfRandomPieces(seed: Int) {
    var random = Seeded(UInt64(seed) + 4000)
    let (size, largest) = [(30.0, 5.0), (20, 2.5), (60, 20)][seed % 3]
    let pieces = (0..<Int.random(in: 2...20, using: &random)).map { _ in
      let a = Double.random(in: 0...6, using: &random)
      let r = Double.random(in: 0.2...largest, using: &random)
      let m = Double.random(in: 0.05...0.99, using: &random)
      let (length, taper) = [
        (0, 0), (Double.random(in: 0...20, using: &random), 0), (min(r / m, 30), m),
      ][Int.random(in: 0..<3, using: &random)]
      return Piece(
        start: PlanePoint(
          .random(in: 0...size, using: &random), .random(in: 0...size, using: &random)),
        along: PlainGeometry.direction(a),
        length: length, radius: r, taper: taper)
    }
    checkSides(pieces, places: 60, &random, "seed \(seed)")
  }

  @Test func piecesThatReachNowhereDrawNothing() {
    #expect(drawn([Piece(start: PlanePoint(5, 5), radius: 0)]).isEmpty)
    #expect(drawn([Piece(start: PlanePoint(5, 5), length: 100, radius: -1)]).isEmpty)
  }

  /// A disc drawn with finer and finer tolerance: within the tolerance, and its area goes to πr².
  @Test func aDiscIsDrawnWithinItsTolerance() throws {
    let disc = Piece(start: PlanePoint(300.3, -200.7), radius: 40)
    for tolerance in [8.0, 2, 0.5, 0.1] {
      let polygons = drawn([disc], tolerance: tolerance)
      let polygon = try #require(polygons.first)
      #expect(polygons.count == 1 && polygon.holes.isEmpty)
      for (a, b) in zip(polygon.exterior, polygon.exterior.dropFirst()) {
        for t in [0, 0.25, 0.5, 0.75] {
          #expect(abs(PlainGeometry.distance(a + (b - a) * t, disc.start) - 40) <= tolerance)
        }
      }
      let area = PlainPolygons(polygons).area
      #expect(abs(area - Double.pi * 1600) < 2 * Double.pi * 40 * tolerance / 4)
    }
  }
}
