import PlaneGeometry
import ServiceCircles
import ServiceCirclesIO
import Streets
import TestSupport
import Testing

/// What must hold between the circles of a real city, and of each by itself, judged by GEOS.
///
/// Longer runs of the same kind: three hundred facilities of each city and setting.
@Suite struct RealCirclePropertyTests {
  let engine = GeometryEngine()
  static let toleranceMetres = 2.0

  /// Valid as OGC has it, outlines counter-clockwise, holes clockwise, no part empty.
  private func checkForm(_ circle: Geometry, _ comment: Comment) throws {
    #expect(try engine.invalidReason(circle) == nil, comment)
    for polygon in circle.polygons {
      #expect(Polygon.signedArea(of: polygon.exterior) > 0, comment)
      #expect(polygon.holes.allSatisfy { Polygon.signedArea(of: $0) < 0 }, comment)
    }
  }

  /// Whether every place of one circle lies in another, or nearer to it than `metres`.
  private func isWithin(_ inner: Geometry, _ outer: Geometry, _ metres: Double) throws -> Bool {
    if inner.isEmpty { return true }
    return try engine.covers(engine.buffer(outer, by: metres), inner)
  }

  private func check(_ city: RealCity, _ setting: CircleSetting, facilities count: Int) throws {
    var random = SplitMix(state: 7)
    let travel = try city.travel(setting)
    let drawing = CircleEngine(travel, toleranceMetres: Self.toleranceMetres)
    let times = [0.5, 1].map { Milliseconds.minutes(setting.minutes * $0) }
    // Near each other, so that their circles overlap.
    let near = try city.somewhere(in: travel, within: setting.facilityMetres, &random)
    var facilities: [Place] = []
    while facilities.count < count {
      let p = try city.somewhere(in: travel, within: setting.facilityMetres, &random)
      let d = p - near
      if facilities.count % 2 == 0 || (d.x * d.x + d.y * d.y).squareRoot() < 1500 {
        facilities.append(Place(id: "f\(facilities.count)", at: p))
      }
    }
    var single: [Geometry] = []
    for facility in facilities {
      let circles = drawing.circles(of: [facility], within: times).map(\.geometry)
      for (time, circle) in zip(times, circles) {
        try checkForm(circle, "\(facility) \(time)")
      }
      // The lattice is the same: what thinning leaves out is all that may stand out.
      for (smaller, larger) in zip(circles, circles.dropFirst()) {
        #expect(try isWithin(smaller, larger, Self.toleranceMetres / 2), "\(facility)")
        #expect(smaller.areaSquareMetres <= larger.areaSquareMetres)
      }
      single.append(circles[1])
    }
    let together = drawing.circles(of: facilities, within: [setting.time])[0].geometry
    try checkForm(together, "together")
    let union = try engine.union(single)
    #expect(try isWithin(together, union, Self.toleranceMetres))
    #expect(try isWithin(union, together, Self.toleranceMetres))
    #expect(
      abs(together.areaSquareMetres - union.areaSquareMetres) < 0.002 * union.areaSquareMetres)
    try checkTimes(city, setting, facilities, &random)
  }

  /// A field of all facilities is the minimum of theirs; a longer limit changes no time below a shorter.
  private func checkTimes(
    _ city: RealCity, _ setting: CircleSetting, _ facilities: [Place], _ random: inout SplitMix
  ) throws {
    let travel = try city.travel(setting)
    let single = facilities.map { travel.timeField(to: [$0], within: setting.time) }
    let together = travel.timeField(to: facilities, within: setting.time)
    let limit = Milliseconds.minutes(setting.minutes / 2)
    let shorter = travel.timeField(to: facilities, within: limit)
    var reached = 0
    for _ in 0..<100 {
      let near = try #require(facilities.randomElement(using: &random)).parts[0]
      guard case .point(let facility) = near else { continue }
      let p =
        facility
        + PlanePoint(
          .random(in: -900...900, using: &random), .random(in: -900...900, using: &random))
      let time = together.time(at: p)
      #expect(time == single.compactMap { $0.time(at: p) }.min(), "\(p)")
      #expect(shorter.time(at: p) == time.flatMap { $0 <= limit ? $0 : nil }, "\(p)")
      if time != nil { reached += 1 }
    }
    #expect(reached > 0)
  }

  @Test(arguments: CircleSetting.all)
  func monaco(_ setting: CircleSetting) throws {
    try check(.monaco, setting, facilities: 3)
  }

  @Test(
    .enabled(if: RealCity.areThere, RealCity.absence), arguments: RealCity.shared, CircleSetting.all
  )
  func `cities of the collection`(_ city: RealCity, _ setting: CircleSetting) throws {
    try check(city, setting, facilities: 2)
  }
}
