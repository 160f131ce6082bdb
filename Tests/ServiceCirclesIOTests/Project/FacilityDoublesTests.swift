import PlaneGeometry
import ServiceCircles
import Streets
import TestSupport
import Testing

@testable import ServiceCirclesIO

@Suite struct FacilityDoublesTests {
  private static let kinds = [
    FacilityKind(.medical, "clinic"), FacilityKind(.elderly, "canteen"),
  ]

  private func facility(
    _ id: String, _ geometry: Geometry, _ kind: FacilityKind = kinds[0], name: String? = nil
  ) -> Facility {
    Facility(
      place: Place(id: id, at: PlanePoint(x: 0, y: 0)), kind: kind, name: name, geometry: geometry)
  }

  private func point(_ x: Double, _ y: Double = 0) -> Geometry { .point(PlanePoint(x: x, y: y)) }

  private func counts(_ layers: [[Facility]]) throws -> [String] {
    try FacilityDoubles(layers).pairs.map { "\($0.earlier) \($0.later) \($0.count)" }
  }

  @Test func `the same place within a metre, the same name within a hundred`() throws {
    func count(_ a: Facility, _ b: Facility) throws -> Int {
      try FacilityDoubles([[a], [b]]).pairs.first?.count ?? 0
    }
    let a = facility("a", point(0), name: "一站")
    #expect(try count(a, facility("b", point(1))) == 1)
    #expect(try count(a, facility("b", point(1.001))) == 0)
    #expect(try count(a, facility("b", point(1), name: "二站")) == 1)
    #expect(try count(a, facility("b", point(100), name: "一站 ")) == 1)
    #expect(try count(a, facility("b", point(100.01), name: "一站")) == 0)
    #expect(try count(a, facility("b", point(0), Self.kinds[1], name: "一站")) == 0)
    #expect(try count(facility("a", point(0)), facility("b", point(50))) == 0)
  }

  @Test func `a point in a building's outline stands where it stands`() throws {
    let ring = [(0.0, 0.0), (20, 0), (20, 20), (0, 20), (0, 0)].map { PlanePoint(x: $0.0, y: $0.1) }
    let building = facility("a", .multiPolygon([Polygon(exterior: ring)]))
    #expect(try counts([[building], [facility("b", point(10, 10))]]) == ["0 1 1"])
    #expect(try counts([[building], [facility("b", point(21.5, 10))]]).isEmpty)
  }

  @Test func `pairs of layers are told apart, and a layer repeats nothing of itself`() throws {
    let twice = [facility("a", point(0)), facility("a2", point(0))]
    #expect(try counts([twice]).isEmpty)
    #expect(try counts([twice, [facility("b", point(0))]]) == ["0 1 1"])
    let layers = [twice, [facility("b", point(0))], [facility("c", point(0))]]
    #expect(try counts(layers) == ["0 1 1", "0 2 1", "1 2 1"])
    let pair = try FacilityDoubles(layers).pairs[0]
    #expect(pair.example == "b" && pair.other == "a")
  }

  @Test func `a layer's own repetitions are of one kind and name, within a metre`() throws {
    func count(_ a: Facility, _ b: Facility) throws -> Int {
      try FacilityDoubles([[a, b]]).repetitions.first?.count ?? 0
    }
    let a = facility("a", point(0.9), name: "一站")
    #expect(try count(a, facility("b", point(1.9), name: "一站 ")) == 1)
    #expect(try count(a, facility("b", point(-0.1), name: "一站")) == 1)
    #expect(try count(a, facility("b", point(1.901), name: "一站")) == 0)
    #expect(try count(a, facility("b", point(0.9), name: "二站")) == 0)
    #expect(try count(a, facility("b", point(0.9))) == 0)
    #expect(try count(a, facility("b", point(0.9), Self.kinds[1], name: "一站")) == 0)
    #expect(try count(facility("a", point(0)), facility("b", point(0, 1))) == 1)
    let layers = [
      [facility("a", point(0)), facility("b", point(9))],
      [
        facility("c", point(0)), facility("d", point(5)), facility("e", point(5.5)),
        facility("f", point(5)), facility("g", point(0.2)),
      ],
    ]
    let doubles = try FacilityDoubles(layers)
    #expect(
      doubles.repetitions.map { "\($0.later) \($0.count) \($0.example) \($0.other)" }
        == ["1 3 e d"])
    #expect(doubles.pairs.map(\.count) == [2])
  }

  @Test func `repetitions are those of comparing all with all, where spots lie apart`() throws {
    var random = SplitMix(state: 12)
    for _ in 0..<50 {
      // Places in groups of less than half a metre, the groups three metres apart.
      let all = (0..<40).map { i in
        let group = Double(Int.random(in: 0..<20, using: &random)) * 3
        let x = group + Double.random(in: 0..<0.5, using: &random)
        return facility(
          "f\(i)", point(x, -x), Self.kinds[Int.random(in: 0..<2, using: &random)],
          name: [nil, "一", "二"][Int.random(in: 0..<3, using: &random)])
      }
      let expected = all.indices.count { i in
        all[..<i].contains { other in
          guard case .point(let p) = other.geometry, case .point(let q) = all[i].geometry else {
            return false
          }
          let (dx, dy) = (p.x - q.x, p.y - q.y)
          return other.kind == all[i].kind && other.name == all[i].name && dx * dx + dy * dy <= 1
        }
      }
      #expect((try FacilityDoubles([all]).repetitions.first?.count ?? 0) == expected)
    }
  }

  @Test(.timeLimit(.minutes(1))) func `many on one spot are found in no time`() throws {
    let all = (0..<50_000).map { facility("f\($0)", point(7)) }
    #expect(try FacilityDoubles([all]).repetitions.first?.count == 49_999)
  }

  @Test func `counts are those of comparing all with all`() throws {
    var random = SplitMix(state: 11)
    for _ in 0..<50 {
      let layers = (0..<3).map { layer in
        (0..<20).map { i in
          facility(
            "\(layer)/\(i)",
            point(
              Double.random(in: 0...300, using: &random),
              Double(Int.random(in: 0...2, using: &random))),
            Self.kinds[Int.random(in: 0...1, using: &random)],
            name: [nil, "a", "b"][Int.random(in: 0...2, using: &random)])
        }
      }
      var expected: [String] = []
      for later in 1..<3 {
        for earlier in 0..<later {
          let count = layers[later].count { b in
            layers[earlier].contains { a in
              let (p, q) = (a.geometry.points[0], b.geometry.points[0])
              let squared = (p.x - q.x) * (p.x - q.x) + (p.y - q.y) * (p.y - q.y)
              let most = a.name != nil && a.name == b.name ? 100.0 : 1.0
              return a.kind == b.kind && squared <= most * most
            }
          }
          if count > 0 { expected.append("\(earlier) \(later) \(count)") }
        }
      }
      #expect(try counts(layers) == expected)
    }
  }
}
