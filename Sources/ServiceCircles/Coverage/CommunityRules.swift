import PlaneGeometry
import Streets

/// What the rules of one pass find in one community.
struct CommunityRules {
  let pass: TravelPass
  let community: Community
  let residences: [Residence]
  /// The numbers of the community's residences.
  let homes: [Int]
  /// Their answers, in the same order.
  let answers: HomeAnswers
  /// The answers of its seat.
  let seat: HomeAnswers?
  let engine: GeometryEngine

  /// Adds coverage and gaps of every rule that applies: of each service, and of several together.
  func assess(_ meter: inout LandMeter?, into part: inout Assessment.Part) {
    for (judged, services) in pass.rules where judged.rule.applies(to: community.setting) {
      for service in services {
        add(judged, pass.services[service], [service], required: 1, &meter, to: &part)
      }
      if services.count > 1 {
        add(
          judged, Coverage.joint, services,
          required: judged.rule.required.count(of: services.count), &meter, to: &part)
      }
    }
  }

  /// Adds the coverage and the gaps of one service, or of several together.
  private func add(
    _ judged: JudgedRule, _ service: String, _ services: [Int], required: Int,
    _ meter: inout LandMeter?, to part: inout Assessment.Part
  ) {
    let rule = judged.rule
    var row = Coverage(
      communityID: community.id, ruleID: rule.id, profile: judged.profile, service: service)
    var population: Coverage.Count? = homes.isEmpty ? nil : Coverage.Count()
    var times: [(time: Milliseconds?, weight: Int)] = []
    var reached = [Int](repeating: 0, count: services.count)
    var gaps: [Gap.Cause: Gap] = [:]
    for (i, home) in homes.enumerated() {
      let residence = residences[home]
      let joint = JointAnswer(
        answers.answers(of: i), services, required: required, within: rule.time)
      row.households.add(residence.households, joint.state)
      row.residences.add(1, joint.state)
      if let people = residence.population {
        population?.add(people, joint.state)
      } else {
        population = nil
      }
      times.append((joint.nearest?.time, residence.households))
      for k in 0..<joint.coveredCount { reached[k] += residence.households }
      if joint.state == .uncovered {
        let cause = cause(home: i, residence, joint.uncovered, within: rule.time)
        var gap =
          gaps[cause]
          ?? Gap(
            communityID: community.id, ruleID: rule.id, profile: judged.profile, service: service,
            cause: cause)
        gap.add(
          households: residence.households, at: point(of: residence),
          nearest: joint.nearest.flatMap { nearest in
            nearest.time <= judged.horizon
              ? (nearest.time, pass.fields[nearest.service].facilities[nearest.facility].id) : nil
          })
        gaps[cause] = gap
      }
    }
    if row.households.all == 0 { times = times.map { ($0.time, 1) } }
    row.population = population
    row.medianTime = Quantile.lower(50, of: times)
    row.ninetiethTime = Quantile.lower(90, of: times)
    row.reached = services.count > 1 ? reached : nil
    if let seat {
      let joint = JointAnswer(
        seat.answers(of: 0), services, required: required, within: rule.time)
      row.seatTime = joint.nearest?.time
      row.isSeatOpen = joint.state == .unknown
    }
    if required == services.count {
      row.land = cover(&meter, services, within: rule.time)
    }
    row.threshold = rule.threshold
    if let threshold = rule.threshold, isJudged(service, rule) {
      row.verdict = row.verdict(threshold, by: rule.measure)
    }
    part.coverage.append(row)
    part.gaps.append(contentsOf: gaps.values.sorted { $0.cause < $1.cause })
  }

  /// A rule of several services is judged on them together.
  private func isJudged(_ service: String, _ rule: CircleRule) -> Bool {
    rule.services.count == 1 || service == Coverage.joint
  }

  private func cover(
    _ meter: inout LandMeter?, _ services: [Int], within time: Milliseconds
  ) -> Coverage.Land? {
    guard let all = meter?.areaSquareMetres, all > 0,
      let covered = meter?.covered(
        by: services.map { (number: $0, field: pass.fields[$0]) }, within: time)
    else { return nil }
    return Coverage.Land(all: all, covered: covered)
  }

  /// The first cause that holds for any of the services that are not reached.
  private func cause(
    home: Int, _ residence: Residence, _ services: [Int], within time: Milliseconds
  ) -> Gap.Cause {
    var first = Gap.Cause.tooFar
    for service in services {
      first = min(first, cause(home: home, residence, service: service, within: time))
    }
    return first
  }

  private func cause(
    home: Int, _ residence: Residence, service: Int, within time: Milliseconds
  ) -> Gap.Cause {
    if pass.fields[service].facilities.isEmpty { return .noFacility }
    if !answers.touchesStreet[home] { return .offNetwork }
    let slice = answers.answers(of: home)
    if !slice[slice.startIndex + service].isReachable { return .disconnected }
    let metres = Double(time.value) * pass.straightMetresPerMillisecond
    return pass.network != nil && pass.distances[service].isAny(within: metres, of: residence.place)
      ? .barrierDetour : .tooFar
  }

  private func point(of residence: Residence) -> Coordinate {
    RepresentativePoint.of(residence.place, engine) ?? .zero
  }
}
