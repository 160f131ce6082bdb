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

  private func length(
    _ longitude1: Double, _ latitude1: Double, _ longitude2: Double, _ latitude2: Double
  ) -> Double {
    Geodesic.lengthMetres(
      from: GeographicPoint(longitude: longitude1, latitude: latitude1),
      to: GeographicPoint(longitude: longitude2, latitude: latitude2))
  }

  @Test func aQuarterMeridianAndHalfAnEquatorDegree() {
    let quarter = length(7, 0, 7, 90)
    #expect(abs(quarter - 10_001_965.729) < 0.001)
    let arc = length(10, 0, 10.5, 0)
    #expect(abs(arc - 6_378_137 * .pi / 360) < 1e-6)
    let across = length(179.999, 10, -179.999, 10)
    #expect(abs(across - 219.3) < 0.1)
  }

  @Test func aLineIsTheSumOfItsSegments() {
    let line = [(120, 30), (120.001, 30), (120.001, 30.5), (120.001, 30.5)]
      .map { GeographicPoint(longitude: $0.0, latitude: $0.1) }
    let sum = length(120, 30, 120.001, 30) + length(120.001, 30, 120.001, 30.5)
    #expect(Geodesic.lengthMetres(of: line) == sum)
    #expect(Geodesic.lengthMetres(of: []) == 0)
  }

  @Test func notANumberStaysOne() {
    #expect(
      length(.nan, 0, 1, 1).isNaN)
  }

  /// A 1000 m geodesic in the plane of zone 120E, as the scale errors of the province say.
  @Test(arguments: [(120.1636, 30.2766, 1000.003), (121.5440, 29.8683, 1000.27)])
  func theScaleOfThePlaneIsAsStated(
    _ longitude: Double, _ latitude: Double, _ planar: Double
  ) throws {
    let projector = try Projector(WorkingPlane(srid: 4549))
    let south = GeographicPoint(longitude: longitude, latitude: latitude)
    let north = GeographicPoint(longitude: longitude, latitude: latitude + 0.009)
    let a = try #require(projector.forward(south))
    let b = try #require(projector.forward(north))
    let length = Geodesic.lengthMetres(from: south, to: north)
    let d = b - a
    #expect(abs((d * d).sum().squareRoot() / length * 1000 - planar) < 0.006)
  }
}
