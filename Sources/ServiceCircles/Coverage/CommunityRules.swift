import PlaneGeometry
import Streets

/// The coverage and the gaps of one community by the rules of one pass.
struct CommunityRules {
  let pass: TravelPass
  let communityID: String
  /// The setting whose rules apply.
  let setting: Setting
  /// The community's residences.
  let homes: [Residence]
  /// Homes of the community of which nobody knows where they are.
  var unlocated: [UnusableResidence] = []
  /// What is known of the community's households and people; nil for a project, and where the run has no homes at
  /// all.
  let stated: (households: Quantity, population: Quantity)?
  /// Their answers, in the same order.
  let answers: HomeAnswers
  /// The answers of the community's seat.
  let seat: HomeAnswers?
  /// A representative point of each residence.
  let points: HomePoints
  /// How much of the community's land lies beyond the streets' extent, in square metres.
  var landBeyondData = 0.0

  /// Adds coverage and gaps of every rule that applies: of each service, and of several together.
  func assess(_ meter: inout LandMeter?, into results: inout CommunityResults) {
    for (judged, services) in pass.rules where judged.rule.applies(to: setting) {
      for service in services {
        add(judged, pass.services[service].code, [service], required: 1, &meter, to: &results)
      }
      if services.count > 1 {
        add(
          judged, Service.joint, services,
          required: judged.rule.circle.required.count(of: services.count), &meter, to: &results)
      }
    }
  }

  /// Adds the coverage and the gaps of one service, or of several together.
  private func add(
    _ judged: JudgedRule, _ service: String, _ services: [Int], required: Int,
    _ meter: inout LandMeter?, to results: inout CommunityResults
  ) {
    let rule = judged.rule
    let time = rule.time
    var row = Coverage(
      communityID: communityID, ruleID: rule.id, profile: judged.profile, service: service)
    var population: Coverage.Count? = homes.isEmpty ? nil : Coverage.Count()
    var times: [(time: Milliseconds?, weight: Int)] = []
    times.reserveCapacity(homes.count)
    var earliest = times
    var isOpen = false
    var reached = [Int](repeating: 0, count: services.count)
    var gaps = Gap.Cause.allCases.map {
      Gap(
        communityID: communityID, ruleID: rule.id, profile: judged.profile, service: service,
        cause: $0)
    }
    for (i, home) in homes.enumerated() {
      let joint = JointAnswer(answers.answers(of: i), services, required: required, within: time)
      row.households.add(home.households, joint.state)
      row.residences.add(1, joint.state)
      if let people = home.population {
        population?.add(people, joint.state)
      } else {
        population = nil
      }
      let households = home.households ?? 0
      times.append((joint.nearest?.time, households))
      earliest.append((joint.earliest, households))
      isOpen = isOpen || joint.earliest != joint.nearest?.time
      for k in 0..<joint.coveredCount { reached[k] += households }
      if joint.state == .uncovered {
        let cause = cause(home: i, joint.uncovered, within: time)
        gaps[cause.rank].add(
          households: home.households, at: points.point(of: i),
          nearest: joint.nearest.flatMap { nearest in
            guard let facility = nearest.facility, nearest.time <= judged.horizon else {
              return nil
            }
            return (nearest.time, pass.services[nearest.service].field.facilities[facility].id)
          })
      }
    }
    for home in unlocated {
      row.households.addUnlocated(home.households)
      row.residences.addUnlocated(1)
      if let people = home.population { population?.addUnlocated(people) } else { population = nil }
    }
    let isBare = homes.isEmpty && unlocated.isEmpty
    if let stated {
      row.households.complete(to: stated.households, isBare: isBare)
      population?.complete(to: stated.population, isBare: false)
      // Households without homes live in residences that are not given, nobody knows how many.
      if isBare || row.households.withoutHomes > unlocated.reduce(0, { $0 + ($1.households ?? 0) })
      {
        row.residences.complete(to: .missing, isBare: true)
      }
    }
    // Where no home has households, every home weighs the same.
    if row.households.all == 0 {
      times = times.map { ($0.time, 1) }
      earliest = earliest.map { ($0.time, 1) }
    }
    row.population = population
    if row.households.isWhole, row.households.withoutHomes == 0, unlocated.isEmpty {
      /// The quantile, where what the data leaves open does not change it.
      func certain(_ percent: Int) -> Milliseconds? {
        let time = Quantile.lower(percent, of: times)
        return isOpen && Quantile.lower(percent, of: earliest) != time ? nil : time
      }
      row.medianTime = certain(50)
      row.medianTimeAtMost = Quantile.lower(50, of: times)
      row.ninetiethTime = certain(90)
      row.reached = services.count > 1 ? reached : nil
    }
    if let seat {
      let joint = JointAnswer(seat.answers(of: 0), services, required: required, within: time)
      row.seatTime = joint.nearest?.time
      row.isSeatTimeOpen = joint.earliest != joint.nearest?.time
      row.isSeatOpen = joint.state == .unknown
    }
    // Land within reach of k of several services is no intersection of circles: only of all.
    if required == services.count { row.land = cover(&meter, services, within: time) }
    row.threshold = rule.threshold
    if let threshold = rule.threshold, rule.isWholeResult(service) {
      row.verdict = row.verdict(threshold, by: rule.circle.measure)
    }
    results.coverage.append(row)
    results.gaps += gaps.filter { $0.residences > 0 }
  }

  private func cover(
    _ meter: inout LandMeter?, _ services: [Int], within time: Milliseconds
  ) -> Coverage.Land? {
    guard let all = meter?.areaSquareMetres, all > 0,
      let covered = meter?.covered(
        by: services.map { (number: $0, field: pass.services[$0].field) }, within: time)
    else { return nil }
    var land = Coverage.Land(all: all, covered: covered)
    let open = openLand(&meter, services, within: time)
    if open > 0 {
      land.covered.high = min(all, covered.high + open)
      land.isOpen = land.covered.low < all
    }
    return land
  }

  /// The most land that may be covered beside what is for certain, in square metres.
  ///
  /// What all services would cover if facilities stood wherever the data leaves it open is covered for certain, or
  /// lies in reach of such a place of one of them: the areas in reach add up to no less.
  private func openLand(
    _ meter: inout LandMeter?, _ services: [Int], within time: Milliseconds
  ) -> Double {
    guard let all = meter?.areaSquareMetres else { return 0 }
    let open = services.map { (number: $0, places: pass.services[$0].open) }
    if open.contains(where: { $0.places.isAnywhere }) { return all }
    var sum = landBeyondData
    // The numbers of fields are those of services; behind them come the open ones and the edge.
    let count = pass.services.count
    func add(_ number: Int, _ field: TimeField) {
      sum += meter?.covered(by: [(number: number, field: field)], within: time).high ?? 0
    }
    for (number, places) in open {
      if let field = places.field { add(count + number, field) }
    }
    if let edge = pass.edge, open.contains(where: { $0.places.field == nil }) {
      add(2 * count, edge)
    }
    return sum
  }

  /// The first cause that holds for any of the services that are not reached.
  private func cause(
    home: Int, _ services: [Int], within time: Milliseconds
  ) -> Gap.Cause {
    services.reduce(Gap.Cause.tooFar) { min($0, cause(home: home, service: $1, within: time)) }
  }

  private func cause(home: Int, service: Int, within time: Milliseconds) -> Gap.Cause {
    let search = pass.services[service]
    if search.field.facilities.isEmpty { return .noFacility }
    if !answers.touchesStreet[home] { return .offNetwork }
    let slice = answers.answers(of: home)
    if !slice[slice.startIndex + service].isReachable { return .disconnected }
    let metres = Double(time.value) * pass.straightMetresPerMillisecond
    return pass.network != nil && search.distances.isAny(within: metres, of: homes[home].place)
      ? .barrierDetour : .tooFar
  }
}
