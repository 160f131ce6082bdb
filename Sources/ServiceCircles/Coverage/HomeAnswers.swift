import Streets

/// What the homes of one community reach in the fields of a pass.
struct HomeAnswers {
  /// What a home reaches of one service.
  struct Answer {
    /// The time, and the facility's number in the field, nil for a planned one; nil beyond the search.
    var nearest: (time: Milliseconds, facility: Int?)?
    /// The time to where a facility may be that the data does not have: beyond its edge, or at a place of which
    /// nobody knows what it offers; nil where there is none in reach.
    var open: Milliseconds?
    /// Whether a facility can be reached in any time.
    var isReachable: Bool

    /// Whether nothing that the data does not have could be nearer.
    var isTimeCertain: Bool {
      guard let open else { return true }
      return nearest.map { $0.time <= open } ?? false
    }

    func state(within time: Milliseconds) -> Coverage.State {
      if let nearest, nearest.time <= time { return .covered }
      if let open, open <= time { return .unknown }
      return .uncovered
    }
  }

  private(set) var answers: [Answer] = []
  private(set) var touchesStreet: [Bool] = []
  private let services: Int

  init(services: Int) { self.services = services }

  /// The answers of one home, service by service.
  func answers(of home: Int) -> ArraySlice<Answer> {
    answers[home * services..<(home + 1) * services]
  }

  mutating func removeAll() {
    answers.removeAll(keepingCapacity: true)
    touchesStreet.removeAll(keepingCapacity: true)
  }

  /// Takes a shorter time of a home to a service, to a planned facility that the pass's field does not have.
  mutating func improve(home: Int, service: Int, to time: Milliseconds) {
    let i = home * services + service
    if let nearest = answers[i].nearest, nearest.time <= time { return }
    answers[i].nearest = (time, nil)
    answers[i].isReachable = true
  }

  /// Adds the answers of a home over its legs in the pass's network.
  mutating func append(_ place: Place, over legs: AccessLegs, _ pass: TravelPass) {
    guard let network = pass.network else {
      touchesStreet.append(true)
      for search in pass.services {
        let arrival = search.field.arrival(at: place)
        answers.append(
          Answer(
            nearest: arrival.flatMap { a in a.facility.map { (a.time, Optional($0)) } },
            open: search.open.isAnywhere
              ? Milliseconds(0) : search.open.field?.arrival(at: place)?.time,
            isReachable: true))
      }
      return
    }
    touchesStreet.append(legs.touchesStreet)
    // Beyond the streets' extent the data ends at the door.
    let isBeyondData = network.network.isUnknown(around: place)
    let edge = isBeyondData ? Milliseconds(0) : pass.edge?.arrival(over: legs)?.time
    /// Whoever gets to a street may find a facility on it that may stand anywhere.
    func open(_ search: ServiceSearch) -> Milliseconds? {
      if search.open.isAnywhere, legs.touchesStreet { return Milliseconds(0) }
      guard !isBeyondData, let field = search.open.field else { return edge }
      return field.arrival(over: legs)?.time
    }
    for search in pass.services {
      let arrival = search.field.arrival(over: legs)
      answers.append(
        Answer(
          nearest: arrival.flatMap { a in a.facility.map { (a.time, Optional($0)) } },
          open: open(search),
          isReachable: arrival != nil
            || search.reachability.reaches(over: legs, in: search.field)))
    }
  }
}
