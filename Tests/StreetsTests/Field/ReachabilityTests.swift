import Testing

@testable import Streets

/// Who can reach a facility in any time, against walking every street from every facility.
@Suite struct ReachabilityTests {
  /// Whether each node leads to a facility: from the nodes at the ends of streets that facilities touch
  /// backwards over streets, until nothing is added.
  private func nodesThatLead(
    to facilities: [Place], in streets: RandomStreets, _ mode: Mode, _ direction: Direction,
    reach: Double
  ) -> (nodes: [Bool], touched: [Bool]) {
    var leads = [Bool](repeating: false, count: streets.nodes.count)
    var touched = [Bool](repeating: false, count: streets.segments.count)
    func ways(_ s: StreetSegment) -> (forward: Bool, backward: Bool) {
      if s.traits.rawValue & StreetSegment.Traits.restricted.rawValue != 0 { return (false, false) }
      let along = s.forward.rawValue >> mode.bit & 1 == 1
      let against = s.backward.rawValue >> mode.bit & 1 == 1
      return direction == .to ? (along, against) : (against, along)
    }
    for (i, s) in streets.segments.enumerated()
    where s.traits.rawValue & StreetSegment.Traits.noAccess.rawValue == 0 {
      let line = (streets.nodes[Int(s.from)].position, streets.nodes[Int(s.to)].position)
      let (forward, backward) = ways(s)
      guard forward || backward else { continue }
      touched[i] = facilities.contains { facility in
        guard case .point(let p) = facility.parts[0] else { return false }
        return PlainGeometry.distance(from: p, toLineFrom: line.0, to: line.1) <= reach
      }
      if touched[i] {
        if forward { leads[Int(s.from)] = true }
        if backward { leads[Int(s.to)] = true }
      }
    }
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for s in streets.segments {
        let (a, b) = (Int(s.from), Int(s.to))
        let (forward, backward) = ways(s)
        if forward, leads[b], !leads[a] { (leads[a], isGrowing) = (true, true) }
        if backward, leads[a], !leads[b] { (leads[b], isGrowing) = (true, true) }
      }
    }
    return (leads, touched)
  }

  /// Fields that were searched some way only: what they did not reach may still lead there.
  @Test(arguments: 0..<12)
  func placesThatLeadThere(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 800)
    // Few streets, so that there are islands.
    let streets = RandomStreets(seed: UInt64(seed), nodeCount: 25, size: 1200)
    let mode: Mode = seed % 3 == 0 ? .walk : .cycle
    let direction: Direction = seed % 2 == 0 ? .to : .from
    let reach = 40.0
    func point() -> PlanePoint {
      PlanePoint(.random(in: 0...1200, using: &random), .random(in: 0...1200, using: &random))
    }
    let facilities = (0..<2).map { Place(id: "f\($0)", at: point()) }
    let field = try streets.network.timeField(
      to: facilities, by: mode, within: .minutes(mode == .walk ? 15 : 5), direction: direction,
      access: AccessRule(reachMetres: reach))
    let travel = try #require(field.travel)
    let reachability = Reachability(field)
    let (leads, touched) = nodesThatLead(
      to: facilities, in: streets, mode, direction, reach: reach)
    for _ in 0..<150 {
      let home = point()
      // Onto a street in reach, and along it towards an end that leads there.
      var expected = false
      var isOnTheSameStreet = false
      for (i, s) in streets.segments.enumerated()
      where s.traits.rawValue == 0 {
        let (a, b) = (streets.nodes[Int(s.from)].position, streets.nodes[Int(s.to)].position)
        guard PlainGeometry.distance(from: home, toLineFrom: a, to: b) <= reach else { continue }
        if touched[i] { isOnTheSameStreet = true }
        let (along, against) = (
          s.forward.rawValue >> mode.bit & 1 == 1, s.backward.rawValue >> mode.bit & 1 == 1
        )
        let (forward, backward) = direction == .to ? (along, against) : (against, along)
        if forward, leads[Int(s.to)] { expected = true }
        if backward, leads[Int(s.from)] { expected = true }
      }
      // Whether one stands before or behind a facility on its own street, other tests tell.
      if isOnTheSameStreet { continue }
      let legs = AccessLegs(of: Place(id: "h", at: home), in: travel)
      #expect(reachability.reaches(over: legs, in: field) == expected, "\(home)")
    }
  }

  @Test func straightLinesReachWhateverThereIs() throws {
    let none = TimeField.straightLine(to: [], within: .minutes(1))
    let one = TimeField.straightLine(to: [Place(id: "f", at: .zero)], within: .minutes(1))
    #expect(!Reachability(none).reaches(over: AccessLegs(), in: none))
    #expect(Reachability(one).reaches(over: AccessLegs(), in: one))
  }
}
