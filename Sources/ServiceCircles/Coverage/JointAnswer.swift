import Streets

/// Whether and when a home reaches one service, or several together.
///
/// > For several services together T(*) is the maximum over services.
///
/// Where a rule asks for k of them, T(*) is the k-th shortest time.
struct JointAnswer {
  /// Whether enough services are reached in time.
  let state: Coverage.State
  /// How many services are.
  let coveredCount: Int
  /// The k-th shortest time and whose it is; nil beyond the search.
  let nearest: (time: Milliseconds, service: Int, facility: Int?)?
  /// The k-th shortest time if facilities stood wherever the data leaves it open; nil beyond the search.
  let earliest: Milliseconds?
  /// The services that are certainly not reached.
  let uncovered: [Int]

  /// - Parameters:
  ///   - answers: The home's answers, service by service.
  ///   - services: The services of the rule, as numbers there.
  ///   - required: How many of them it asks for.
  init(
    _ answers: ArraySlice<HomeAnswers.Answer>, _ services: [Int], required: Int,
    within time: Milliseconds
  ) {
    var covered = 0
    var unknown = 0
    var uncovered: [Int] = []
    var known: [(time: Milliseconds, service: Int, facility: Int?)] = []
    var possible: [Milliseconds] = []
    var isOpen = false
    for service in services {
      let answer = answers[answers.startIndex + service]
      switch answer.state(within: time) {
      case .covered: covered += 1
      case .unknown: unknown += 1
      case .uncovered: uncovered.append(service)
      }
      if let nearest = answer.nearest { known.append((nearest.time, service, nearest.facility)) }
      if let open = answer.open {
        possible.append(min(open, answer.nearest?.time ?? open))
        isOpen = true
      } else if let nearest = answer.nearest {
        possible.append(nearest.time)
      }
    }
    coveredCount = covered
    state = covered >= required ? .covered : covered + unknown >= required ? .unknown : .uncovered
    self.uncovered = uncovered
    known.sort { ($0.time, $0.service) < ($1.time, $1.service) }
    nearest = known.count >= required ? known[required - 1] : nil
    if isOpen {
      possible.sort()
      earliest = possible.count >= required ? possible[required - 1] : nil
    } else {
      earliest = nearest?.time
    }
  }
}
