import Foundation
import TestSupport
import Testing

@testable import PlaneGeometry

@Suite struct GeodesicTests {
  @Test func theShortFormulaKeepsItsBound() {
    var random = SplitMix(state: 1)
    var worst = 0.0
    for _ in 0..<200_000 {
      let (longitude, latitude) = (
        Double.random(in: -180...180, using: &random), Double.random(in: -89...89, using: &random)
      )
      let size = pow(10, Double.random(in: -7 ... -2, using: &random))
      let d = (
        Double.random(in: -1...1, using: &random) * size,
        Double.random(in: -1...1, using: &random) * size
      )
      let short = Geodesic.shortLengthMetres(
        longitude1: longitude, latitude1: latitude, longitude2: longitude + d.0,
        latitude2: latitude + d.1)
      let exact = Geodesic.exactLengthMetres(
        longitude1: longitude, latitude1: latitude, longitude2: longitude + d.0,
        latitude2: latitude + d.1)
      // Karney's algorithm itself is good to 15 nanometres.
      worst = max(worst, (abs(short - exact) - 3e-8) / exact)
    }
    #expect(worst < 6e-9, "\(worst)")
  }

  @Test func aQuarterMeridianAndHalfAnEquatorDegree() {
    let quarter = Geodesic.lengthMetres(longitude1: 7, latitude1: 0, longitude2: 7, latitude2: 90)
    #expect(abs(quarter - 10_001_965.729) < 0.001)
    let arc = Geodesic.lengthMetres(longitude1: 10, latitude1: 0, longitude2: 10.5, latitude2: 0)
    #expect(abs(arc - 6_378_137 * .pi / 360) < 1e-6)
    let across = Geodesic.lengthMetres(
      longitude1: 179.999, latitude1: 10, longitude2: -179.999, latitude2: 10)
    #expect(abs(across - 219.3) < 0.1)
  }

  @Test func aLineIsTheSumOfItsSegments() {
    let line: [Coordinate] = [[120, 30], [120.001, 30], [120.001, 30.5], [120.001, 30.5]]
    let sum = [(0, 1), (1, 2)].reduce(0.0) {
      $0
        + Geodesic.lengthMetres(
          longitude1: line[$1.0].x, latitude1: line[$1.0].y, longitude2: line[$1.1].x,
          latitude2: line[$1.1].y)
    }
    #expect(Geodesic.lengthMetres(of: line) == sum)
    #expect(Geodesic.lengthMetres(of: []) == 0)
  }

  @Test func notANumberStaysOne() {
    #expect(
      Geodesic.lengthMetres(longitude1: .nan, latitude1: 0, longitude2: 1, latitude2: 1).isNaN)
  }

  /// A 1000 m geodesic in the plane of zone 120E, as the scale errors of the province say.
  @Test(arguments: [(120.1636, 30.2766, 1000.003), (121.5440, 29.8683, 1000.27)])
  func theScaleOfThePlaneIsAsStated(
    _ longitude: Double, _ latitude: Double, _ planar: Double
  ) throws {
    let projector = try Projector(WorkingPlane(srid: 4549))
    let a = try #require(projector.forward(longitude: longitude, latitude: latitude))
    let b = try #require(projector.forward(longitude: longitude, latitude: latitude + 0.009))
    let length = Geodesic.lengthMetres(
      longitude1: longitude, latitude1: latitude, longitude2: longitude,
      latitude2: latitude + 0.009)
    let d = b - a
    #expect(abs((d * d).sum().squareRoot() / length * 1000 - planar) < 0.006)
  }
}
