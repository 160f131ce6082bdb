extension TravelNetwork {
  /// The seeds of a facility: the nodes its legs lead to, each once, with its best whole time.
  func seeds(
    of legs: AccessLegs, source: UInt32, within limit: Milliseconds
  ) -> [SearchWorkspace.Seed] {
    var seeds: [SearchWorkspace.Seed] = []
    seeds.reserveCapacity(legs.legs.count)
    for leg in legs.legs {
      let time = Milliseconds.rounded(leg.cost)
      if time <= limit {
        seeds.append(SearchWorkspace.Seed(node: leg.node, time: time, source: source))
      }
    }
    return seeds
  }

  /// Spreads times from facilities, one by one along a Hilbert curve, and notes the edges they touch.
  ///
  /// - Parameter check: Called before every facility; ends the work by throwing.
  func spread(
    _ facilities: [(offset: Int, element: Place)], within limit: Milliseconds,
    in workspace: SearchWorkspace, stops: inout [EdgeStops.Stop],
    checking check: () throws -> Void
  ) rethrows {
    let outlines = facilities.map { Outline($0.element) }
    let located = facilities.indices.filter { !outlines[$0].isEmpty }
    let order = HilbertOrder.sorted(located.map { outlines[$0].points[0] }).map { located[$0] }
    var legs = AccessLegs()
    for i in order {
      try check()
      legs.find(of: outlines[i], in: streets, as: .facility)
      let source = UInt32(facilities[i].offset)
      for touch in legs.touches {
        legs.forEachContact(of: touch, in: streets) { line, contact in
          stops.append(EdgeStops.Stop(line: line, contact: contact, source: source))
        }
      }
      spread(seeds(of: legs, source: source, within: limit), within: limit, in: workspace)
    }
  }
}
