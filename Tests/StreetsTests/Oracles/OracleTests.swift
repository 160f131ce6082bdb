import Streets
import TestSupport
import Testing

/// The oracles themselves, against numbers worked out by hand.
@Suite struct OracleTests {
  private let square = [
    PlanePoint(0, 0), PlanePoint(10, 0), PlanePoint(10, 10), PlanePoint(0, 10), PlanePoint(0, 0),
  ]

  @Test func areasOfWhatLiesInARectangle() {
    func area(_ ring: [PlanePoint], _ low: PlanePoint, _ high: PlanePoint) -> Double {
      PlainGeometry.area(of: ring, from: low, to: high)
    }
    #expect(PlainGeometry.area(of: square) == 100)
    #expect(PlainGeometry.area(of: square.reversed()) == -100)
    #expect(PlainGeometry.perimeter(of: square) == 40)
    #expect(area(square, PlanePoint(-5, -5), PlanePoint(20, 20)) == 100)
    #expect(area(square, PlanePoint(2, 3), PlanePoint(4, 9)) == 12)
    #expect(area(square, PlanePoint(8, 8), PlanePoint(20, 20)) == 4)
    #expect(area(square.reversed(), PlanePoint(8, 8), PlanePoint(20, 20)) == -4)
    #expect(area(square, PlanePoint(11, 0), PlanePoint(20, 20)) == 0)
    // Half a square above its diagonal; of that the part right of x = 5.
    let half = [PlanePoint(0, 0), PlanePoint(10, 10), PlanePoint(0, 10)]
    #expect(area(half, PlanePoint(5, -5), PlanePoint(20, 20)) == 12.5)
  }

  @Test func sidesAndDistances() {
    #expect(PlainGeometry.windings(of: square, around: PlanePoint(5, 5)) == 1)
    #expect(PlainGeometry.windings(of: square.reversed(), around: PlanePoint(5, 5)) == -1)
    #expect(PlainGeometry.windings(of: square, around: PlanePoint(15, 5)) == 0)
    let place = PlainPlace(
      Place(
        id: "",
        parts: [
          .area(PlanePolygon(exterior: square)), .line([PlanePoint(20, 0), PlanePoint(20, 9)]),
        ]))
    #expect(place.distance(from: PlanePoint(5, 5)) == 0)
    #expect(place.distance(from: PlanePoint(13, 14)) == 5)
    #expect(place.distance(from: PlanePoint(17, 4)) == 3)
    #expect(place.distance(to: PlainPlace(Place(id: "", at: PlanePoint(23, 13)))) == 5)
    let crossing = Place(id: "", parts: [.line([PlanePoint(-5, 5), PlanePoint(15, 6)])])
    #expect(place.distance(to: PlainPlace(crossing)) == 0)
  }
}
