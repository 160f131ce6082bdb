import Testing

@testable import PlaneGeometry

/// One of each kind, with holes, nesting and empty ones.
let samples: [Geometry] = [
  .point([1, 2]), .lineString([[0, 0], [1, 1], [2, 0]]), .lineString([]),
  .polygon(square(at: [0, 0], side: 4, hole: 1)), .polygon(Polygon(exterior: [])),
  .multiPoint([[1, 2], [3, 4]]), .multiPoint([]),
  .multiLineString([[[0, 0], [1, 1]], [[5, 5], [6, 6], [7, 5]]]),
  .multiPolygon([square(at: [0, 0], side: 1), square(at: [9, 9], side: 4, hole: 2)]),
  .multiPolygon([]), .collection([]),
  .collection([.point([7, 7]), .collection([.lineString([[1, 1], [2, 2]]), .multiPoint([])])]),
]

/// A square by its lower left corner, with a square hole in its middle.
func square(at corner: PlanePoint, side: Double, hole: Double = 0) -> Polygon {
  func ring(_ a: PlanePoint, _ s: Double) -> [PlanePoint] {
    [a, a + [s, 0], a + [s, s], a + [0, s], a]
  }
  let inner = ring(corner + PlanePoint(repeating: (side - hole) / 2), hole)
  return Polygon(exterior: ring(corner, side), holes: hole > 0 ? [inner.reversed()] : [])
}

@Suite struct GeometryValueTests {
  @Test func areasOfClosedForms() {
    #expect(Geometry.polygon(square(at: [0, 0], side: 4, hole: 1)).areaSquareMetres == 15)
    #expect(Polygon.signedArea(of: [[0, 0], [0, 3], [4, 0], [0, 0]]) == -6)
    #expect(Polygon.signedArea(of: []) == 0 && Polygon.signedArea(of: [[1, 1], [2, 2]]) == 0)
    // Whole numbers far from the origin stay exact.
    let far = square(at: [40_500_000, 3_300_000], side: 1, hole: 0.5)
    #expect(far.areaSquareMetres == 0.75)
  }

  @Test func aDiscOfManySidesInFarCoordinatesKeepsItsDigits() {
    let n = 10_000
    let ring = (0...n).map { i -> PlanePoint in
      let angle = 2 * Double.pi * Double(i % n) / Double(n)
      return PlanePoint(515_741 + 800 * cosine(angle), 3_350_787 + 800 * sine(angle))
    }
    let closed = 0.5 * Double(n) * 640_000 * sine(2 * .pi / Double(n))
    // Each vertex is rounded to half a nanometre.
    #expect(abs(Polygon.signedArea(of: ring) - closed) < 1e-4)
  }

  @Test func countsBoundsAndDimensions() {
    #expect(samples.map(\.coordinateCount) == [1, 3, 0, 10, 0, 2, 0, 5, 15, 0, 0, 3])
    #expect(samples.map(\.dimension) == [0, 1, -1, 2, -1, 0, -1, 1, 2, -1, -1, 1])
    #expect(samples[8].bounds == Box(min: [0, 0], max: [13, 13]))
    #expect(samples[10].bounds == nil && samples[10].isEmpty)
  }

  @Test func mappingTouchesEveryCoordinateOnce() {
    for sample in samples {
      let moved = sample.mapCoordinates { $0 + [10, 20] }
      #expect(moved.mapCoordinates { $0 - [10, 20] } == sample)
      #expect(moved == sample || !sample.isEmpty)
      #expect(moved.bounds.map { $0.min - [10, 20] } == sample.bounds?.min)
    }
  }

  @Test func windingIsCounterClockwiseOutside() {
    let wrong = Polygon(
      exterior: square(at: [0, 0], side: 4).exterior.reversed(),
      holes: [square(at: [1, 1], side: 1).exterior])
    #expect(Polygon.signedArea(of: wrong.wound.exterior) == 16)
    #expect(Polygon.signedArea(of: wrong.wound.holes[0]) == -1)
    #expect(wrong.wound.wound == wrong.wound)
  }
}
