import PlaneGeometry
import ServiceCircles
import ServiceCirclesIO
import Streets
import TestSupport
import Testing

/// Drawn circles of real cities against GEOS's buffers of the reached streets.
@Suite struct RealCircleBufferTests {
  let engine = GeometryEngine()
  static let toleranceMetres = 2.0

  /// Twenty-five metres off streets, without a detour.
  static let settings = [
    CircleSetting(
      name: "walk 10 min, 25 m off streets", mode: .walk, minutes: 10,
      access: AccessRule(detour: 1, reachMetres: 25), facilityMetres: 15),
    // Faster along streets than off them: what lies beyond the last whole leg tapers.
    CircleSetting(
      name: "cycle 5 min, 25 m off streets", mode: .cycle, minutes: 5,
      access: AccessRule(detour: 1, reachMetres: 25), facilityMetres: 15),
  ]

  private func check(_ city: RealCity, _ setting: CircleSetting, circles: Int) throws {
    var random = SplitMix(state: 31)
    let travel = try city.travel(setting)
    var compared = 0
    while compared < circles {
      let at = try city.somewhere(in: travel, within: setting.facilityMetres, &random)
      let field = travel.timeField(to: [Place(id: "f", at: at)], within: setting.time)
      let circle = field.circle(tolerance: .metres(Self.toleranceMetres))
      if circle.isEmpty { continue }
      compared += 1
      let expected = try BufferedStreets(field, travel, facility: at, within: setting.time)
        .geometry(engine)
      // Nothing drawn farther outside than the tolerance, nothing missing that lies deeper inside.
      let wide = try engine.buffer(expected, by: Self.toleranceMetres, quadrantSegments: 16)
      #expect(try engine.covers(wide, circle), "\(at)")
      let core = try engine.buffer(expected, by: -Self.toleranceMetres, quadrantSegments: 16)
      #expect(try core.isEmpty || engine.covers(circle, core), "\(at)")
      // On the whole boundary the two are a few decimetres apart.
      let apart = try engine.area(engine.symmetricDifference(circle, expected))
      let boundary = circle.polygons.flatMap(\.rings).reduce(0) { sum, ring in
        sum + zip(ring, ring.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0).metres }
      }
      #expect(apart <= 0.3 * boundary, "\(at): \(apart / boundary) m")
    }
  }

  @Test(arguments: settings)
  func monaco(_ setting: CircleSetting) throws {
    try check(.monaco, setting, circles: 2)
  }

  @Test(.enabled(if: RealCity.areThere, RealCity.absence), arguments: RealCity.shared, settings)
  func `cities of the collection`(_ city: RealCity, _ setting: CircleSetting) throws {
    try check(city, setting, circles: 1)
  }
}

extension PlanePoint {
  /// The length of a vector.
  fileprivate var metres: Double { (x * x + y * y).squareRoot() }
}
