import TestSupport
import Testing

@testable import PlaneGeometry

/// The shifts of Chinese web maps, against published positions to the digits printed there.
@Suite struct MapDatumTests {
  struct Vector: Sendable {
    var place: GeographicPoint
    var gcj: GeographicPoint
    var bd: GeographicPoint
    var metres: Double

    init(_ place: SIMD2<Double>, _ gcj: SIMD2<Double>, _ bd: SIMD2<Double>, _ metres: Double) {
      self.place = GeographicPoint(place)
      self.gcj = GeographicPoint(gcj)
      self.bd = GeographicPoint(bd)
      self.metres = metres
    }
  }

  static let vectors = [
    Vector([120.1636, 30.2766], [120.16826975, 30.27425598], [120.17486289, 30.27996613], 518.7),
    Vector([121.5440, 29.8683], [121.54817359, 29.86572978], [121.55458743, 29.87202348], 493.6),
    Vector([120.6994, 27.9943], [120.70345830, 27.99101790], [120.70992336, 27.99725698], 540.3),
    Vector([118.4140, 29.1370], [118.41921147, 29.13437486], [118.42565201, 29.14053499], 584.3),
  ]

  @Test(arguments: vectors) func `places of the province are where the maps draw them`(
    _ v: Vector
  ) throws {
    func isSame(_ a: GeographicPoint, _ b: GeographicPoint) -> Bool {
      abs(a.longitude - b.longitude) < 6e-9 && abs(a.latitude - b.latitude) < 6e-9
    }
    #expect(isSame(MapDatum.gcj02.shifted(v.place), v.gcj))
    #expect(isSame(MapDatum.bd09.shifted(v.place), v.bd))
    // The metres were published for a sphere.
    #expect(abs(Geodesic.lengthMetres(from: v.place, to: v.gcj) / v.metres - 1) < 0.001)
    #expect(isSame(try #require(MapDatum.gcj02.unshifted(v.gcj)), v.place))
    #expect(isSame(try #require(MapDatum.bd09.unshifted(v.bd)), v.place))
  }

  @Test(arguments: MapDatum.allCases) func `there and back is below a millimetre`(
    _ datum: MapDatum
  ) throws {
    var random = SplitMix(state: 20)
    for _ in 0..<20_000 {
      let place = GeographicPoint(
        longitude: .random(in: 73...135, using: &random),
        latitude: .random(in: 18...54, using: &random))
      let back = try #require(datum.unshifted(datum.shifted(place)))
      #expect(Geodesic.lengthMetres(from: place, to: back) < 0.001)
    }
  }

  @Test func `outside China GCJ-02 shifts nothing`() {
    let monaco = GeographicPoint(longitude: 7.42, latitude: 43.73)
    #expect(MapDatum.gcj02.shifted(monaco) == monaco)
    #expect(MapDatum.gcj02.unshifted(monaco) == monaco)
  }

  @Test(arguments: [(181.0, 30.0), (120, 91), (.nan, 30), (120, .infinity)])
  func `what is no place has none`(_ longitude: Double, _ latitude: Double) {
    for datum in MapDatum.allCases {
      #expect(
        datum.unshifted(GeographicPoint(longitude: longitude, latitude: latitude)) == nil)
    }
  }

  @Test func `names are known however they are written`() {
    #expect(["GCJ-02", "gcj02", "GCJ 02"].map { MapDatum(named: $0) } == [.gcj02, .gcj02, .gcj02])
    #expect(["BD-09", "bd09", "bd_09"].map { MapDatum(named: $0) } == [.bd09, .bd09, .bd09])
    #expect(["", "WGS84", "GCJ"].allSatisfy { MapDatum(named: $0) == nil })
  }
}
