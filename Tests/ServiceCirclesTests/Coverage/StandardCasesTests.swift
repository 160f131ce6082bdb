import PlaneGeometry
import Streets
import Testing

@testable import ServiceCircles

/// The spatial cases of the standard with closed-form answers: areas by straight lines, and coverage.
@Suite struct StandardCasesTests {
  let engine = GeometryEngine()
  /// 1000 m straight: 15 minutes at 4 km/h.
  let limit = Milliseconds.minutes(15)
  let tolerance = Tolerance.metres(0.5)

  /// The circle of 1000 m around places.
  private func circle(_ places: [Place]) -> Geometry {
    TimeField.straightLine(to: places, at: .kilometresPerHour(4), within: limit)
      .circle(tolerance: tolerance)
  }

  /// The area that a circle covers of a rectangle, in square metres.
  private func covered(_ circle: Geometry, of rectangle: Box) throws -> Double {
    #expect(try engine.invalidReason(circle) == nil)
    return try engine.area(engine.intersection(circle, .rectangle(rectangle)))
  }

  /// A drawn arc lies within half of the tolerance of the true one, on average a sixth inside it.
  private func isNear(_ area: Double, _ expected: Double, arcMetres: Double) -> Bool {
    abs(area - expected) <= arcMetres * tolerance.metres / 2
  }

  @Test func `S-01 one facility in a square`() throws {
    let circle = circle([Place(id: "f", at: [0, 0])])
    let area = try covered(circle, of: Box(min: [-1000, -1000], max: [1000, 1000]))
    #expect(isNear(area, .pi * 1e6, arcMetres: 2000 * .pi))
    // To two decimals, where the usual buffer of 32 sides gives 78.04 %.
    #expect(abs(area / 4e6 - 0.785398) < 0.0001)
  }

  @Test func `S-02 an overlap counts once`() throws {
    let places = [1500.0, 2500].map { Place(id: "\($0)", at: [$0, 1000]) }
    let rectangle = Box(min: [0, 0], max: [4000, 2000])
    let area = try covered(circle(places), of: rectangle)
    #expect(isNear(area, 5_054_815.61, arcMetres: 8400))
    #expect(abs(area / 8e6 - 0.631852) < 0.0001)
    let each = try places.reduce(0) { try $0 + covered(circle([$1]), of: rectangle) }
    #expect(isNear(each - area, 1_228_369.70, arcMetres: 4200))
  }

  @Test func `S-03 a facility outside counts`() throws {
    let circle = circle([Place(id: "f", at: [1000, -500])])
    let area = try covered(circle, of: Box(min: [0, 0], max: [2000, 1000]))
    #expect(isNear(area, 614_184.85, arcMetres: 2100))
    #expect(abs(area / 2e6 - 0.307092) < 0.0001)
  }

  @Test func `S-03 in a community that has none a facility of the next one counts`() async throws {
    var town = MainStreet()
    town.community("a", from: 0, to: 1000)
    town.homes(at: [0, 299, 301, 1000])
    town.facility("clinic", .medical, at: 1500)
    let result = try await town.run()
    #expect(result.facilities.map(\.communityID) == [nil])
    #expect(try town.placement().communityOfFacility == [nil])
    #expect(result.row("a", "C-3")?.households.covered == 0b1100)
  }

  @Test func `S-06 exactly 1200 m are in, a centimetre more is not`() async throws {
    var town = MainStreet()
    town.community("a", from: 0, to: 3000)
    town.homes(at: [299.99, 300, 2700, 2700.01])
    town.facility("clinic", .medical, at: 1500)
    #expect(try await town.run().row("a", "C-3")?.households.covered == 0b0110)
  }

  @Test func `S-10 a duplicated facility changes nothing`() async throws {
    var town = MainStreet()
    town.community("a", from: 0, to: 3000)
    town.homes(at: [100, 400, 1500, 2600, 2900])
    town.facility("clinic", .medical, at: 1500)
    let once = try await town.run()
    town.facility("clinic again", .medical, at: 1500)
    town.facility("clinic again", .medical, at: 1500)
    let often = try await town.run()
    #expect(often.coverage == once.coverage)
    #expect(once.row("a", "C-3")?.households.covered == 0b01110)
    let one = circle([town.facilities[0].place])
    #expect(circle(town.facilities.map(\.place)) == one)
  }

  @Test func `S-13 half of the land is not half of the people`() async throws {
    // A greenway along the western side covers exactly the western half.
    let greenway = Place(id: "f", parts: [.line([[0, -3000], [0, 3000]])])
    let area = try covered(circle([greenway]), of: Box(min: [0, -500], max: [2000, 500]))
    #expect(abs(area / 2e6 - 0.5) < 0.0001)

    var town = MainStreet()
    town.community("a", from: 0, to: 2400)
    town.homes(at: [600, 1800])
    town.residences[0].population = 1000
    town.residences[1].population = 3000
    town.facility("clinic", .medical, at: 0)
    let people = try #require(try await town.run().row("a", "C-3")?.population)
    #expect(people.covered * 4 == people.all && people.all == 4000)
  }
}
