import Testing

@testable import Streets

@Suite struct TimeFieldTests {
  static let rules = [
    AccessRule(), AccessRule(detour: 1, reachMetres: 25),
    AccessRule(speed: .kilometresPerHour(3), detour: 1.5, reachMetres: 80),
  ]

  /// A point, a line or a square, some with access points.
  static func place(_ id: String, size: Double, _ random: inout Seeded) -> Place {
    let p = PlanePoint(.random(in: 0...size, using: &random), .random(in: 0...size, using: &random))
    let d = PlanePoint(.random(in: -60...60, using: &random), .random(in: -60...60, using: &random))
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return Place(id: id, parts: [.line([p, p + d, p + d * PlanePoint(1, -1)])])
    case 1:
      let e = PlanePoint(-d.y, d.x)
      return Place(id: id, parts: [.area(PlanePolygon(exterior: [p, p + d, p + d + e, p + e, p]))])
    case 2:
      return Place(
        id: id, parts: [.line([p, p + d])],
        accessPoints: [.init(p, resolvedBy: .surveyed), .init(p + d, resolvedBy: .surveyed)])
    default: return Place(id: id, at: p)
    }
  }

  @Test(arguments: 0..<24)
  func fieldEqualsDenseSampling(seed: Int) throws {
    var random = Seeded(UInt64(seed) &* 77 &+ 5)
    let streets = RandomStreets(seed: UInt64(seed))
    let rule = Self.rules[seed % 3]
    let direction: Direction = seed % 2 == 0 ? .to : .from
    let mode: Mode = seed % 4 < 2 ? .walk : .cycle
    let count = rule.reachMetres < 50 ? 40 : 4
    let facilities = (0..<count).map { Self.place("f\($0)", size: 1000, &random) }
    let field = try streets.network.timeField(
      to: facilities, by: mode, within: .minutes(60), direction: direction, access: rule)
    let step = 1.0
    let naive = NaiveField(
      streets, to: facilities, mode: mode, kilometresPerHour: mode == .walk ? 4.8 : 15,
      direction: direction, access: rule, step: step)
    // A sampled street point is at most half a step off at each end; streets' times are whole milliseconds.
    let slack = step * (naive.legPace + naive.streetPace) + 60
    var finite = 0
    for i in 0..<150 {
      // Some homes stand where facilities do: both on the same edge.
      var home = Self.place("h", size: 1000, &random)
      if i % 10 == 0 {
        let p = PlainPlace(facilities[i / 10 % count]).somePoint
        home = Place(id: "h", at: p + PlanePoint(.random(in: -30...30, using: &random), 7))
      }
      let exact = field.time(at: home)
      let sampled = naive.time(at: home)
      if let exact {
        finite += 1
        #expect(Double(exact.value) <= sampled + 60, "home \(i): \(exact) > \(sampled)")
        // The sampled field may miss a leg that is in reach only between two samples.
        if sampled < .infinity {
          #expect(Double(exact.value) >= sampled - slack, "home \(i): \(exact) < \(sampled)")
        }
      } else {
        #expect(sampled == .infinity || sampled > 3_599_000, "home \(i): missed \(sampled)")
      }
    }
    #expect(finite > 10)
  }

  @Test(arguments: 0..<8)
  func continuedLabelsEqualFreshSearch(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 1000)
    let network = try RandomStreets(seed: UInt64(seed)).network
    let all = (0..<9).map { Self.place("f\($0 * 7 % 10)", size: 1000, &random) }
    let travel = TravelNetwork(network, by: .walk)
    let fresh = travel.timeField(to: all, within: .minutes(20))
    let continued = travel.timeField(to: Array(all[..<4]), within: .minutes(20))
      .adding(Array(all[4..<6])).adding(Array(all[6...]))
    #expect(fresh.facilities.map(\.id) == continued.facilities.map(\.id))
    for _ in 0..<200 {
      let home = Self.place("h", size: 1000, &random)
      #expect(fresh.arrival(at: home) == continued.arrival(at: home))
    }
  }

  @Test(arguments: 0..<8)
  func orderRotationAndSenseOfInputDoNotMatter(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 2000)
    let streets = RandomStreets(seed: UInt64(seed))
    let facilities = (0..<5).map { Self.place("f\($0)", size: 1000, &random) }
    let homes = (0..<200).map { Self.place("h\($0)", size: 1000, &random) }
    let field = try streets.network.timeField(to: facilities, by: .walk, within: .minutes(30))

    var permuted = streets
    let order = streets.nodes.indices.shuffled(using: &random)
    for (new, old) in order.enumerated() { permuted.nodes[new] = streets.nodes[old] }
    var number = [Int32](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { number[old] = Int32(new) }
    permuted.segments = streets.segments.shuffled(using: &random).map { s in
      var s = s
      (s.from, s.to) = (number[Int(s.from)], number[Int(s.to)])
      if Bool.random(using: &random) {
        (s.from, s.to, s.forward, s.backward) = (s.to, s.from, s.backward, s.forward)
      }
      return s
    }
    let again = try permuted.network.timeField(
      to: facilities.shuffled(using: &random), by: .walk, within: .minutes(30))
    for home in homes { #expect(field.arrival(at: home) == again.arrival(at: home)) }
    #expect(field.circle(within: .minutes(8)) == again.circle(within: .minutes(8)))

    // Turned by a quarter about a far point: the same times to a millisecond.
    func turn(_ p: PlanePoint) -> PlanePoint { PlanePoint(500_000 - p.y, 3_000_000 + p.x) }
    var turned = streets
    for i in turned.nodes.indices { turned.nodes[i].position = turn(turned.nodes[i].position) }
    let third = try turned.network.timeField(
      to: facilities.map { moved($0, by: turn) }, by: .walk, within: .minutes(30))
    for home in homes {
      let (a, b) = (field.time(at: home), third.time(at: moved(home, by: turn)))
      #expect((a == nil) == (b == nil))
      if let a, let b { #expect(abs(Int(a.value) - Int(b.value)) <= 1) }
    }
  }

  private func moved(_ place: Place, by turn: (PlanePoint) -> PlanePoint) -> Place {
    Place(
      id: place.id,
      parts: place.parts.map { part in
        switch part {
        case .point(let p): .point(turn(p))
        case .line(let line): .line(line.map(turn))
        case .area(let polygon):
          .area(
            PlanePolygon(
              exterior: polygon.exterior.map(turn), holes: polygon.holes.map { $0.map(turn) }))
        }
      },
      accessPoints: place.accessPoints.map { .init(turn($0.position), resolvedBy: $0.resolvedBy) })
  }

  @Test func subdividingAnEdgeMovesTimesByAMillisecondAtMost() throws {
    var random = Seeded(3)
    let streets = RandomStreets(seed: 3)
    var divided = streets
    divided.segments = []
    for s in streets.segments {
      let n = Int.random(in: 1...3, using: &random)
      var from = s.from
      for i in 1...n {
        var to = s.to
        if i < n {
          let (a, b) = (streets.nodes[Int(s.from)].position, streets.nodes[Int(s.to)].position)
          divided.nodes.append(StreetNode(a + (b - a) * (Double(i) / Double(n))))
          to = Int32(divided.nodes.count - 1)
        }
        var part = s
        (part.from, part.to, part.lengthMetres) = (from, to, s.lengthMetres / Double(n))
        divided.segments.append(part)
        from = to
      }
    }
    let facilities = (0..<3).map { Self.place("f\($0)", size: 1000, &random) }
    let a = try streets.network.timeField(to: facilities, by: .walk, within: .minutes(30))
    let b = try divided.network.timeField(to: facilities, by: .walk, within: .minutes(30))
    for _ in 0..<300 {
      let home = Self.place("h", size: 1000, &random)
      let (s, t) = (a.time(at: home), b.time(at: home))
      #expect((s == nil) == (t == nil))
      if let s, let t { #expect(abs(Int(s.value) - Int(t.value)) <= 1) }
    }
  }

  @Test func fieldOfAUnionIsTheMinimumOfTheFields() throws {
    var random = Seeded(9)
    let network = try RandomStreets(seed: 9).network
    let travel = TravelNetwork(network, by: .cycle, direction: .from)
    let facilities = (0..<6).map { Self.place("f\($0)", size: 1000, &random) }
    let union = travel.timeField(to: facilities, within: .minutes(30))
    let single = facilities.map { travel.timeField(to: [$0], within: .minutes(30)) }
    for _ in 0..<200 {
      let home = Self.place("h", size: 1000, &random)
      #expect(union.time(at: home) == single.compactMap { $0.time(at: home) }.min())
    }
  }
}
