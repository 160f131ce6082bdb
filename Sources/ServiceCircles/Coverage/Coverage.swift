import Streets

/// How much of a community reaches a rule's service, or several of them together, in time.
public struct Coverage: Hashable, Sendable, Codable {
  /// A number of all, of the covered and of those the data's edge leaves open.
  public struct Count: Hashable, Sendable, Codable {
    /// All there are.
    public var all = 0
    /// Those reached in time.
    public var covered = 0
    /// Those that would be reached if a facility stood just beyond the data's edge.
    public var unknown = 0

    /// The number of those that are not reached for certain, whatever stands beyond the data's edge.
    public var uncovered: Int { all - covered - unknown }

    mutating func add(_ other: Count) {
      all += other.all
      covered += other.covered
      unknown += other.unknown
    }

    mutating func add(_ n: Int, _ state: State) {
      all += n
      if state == .covered { covered += n }
      if state == .unknown { unknown += n }
    }
  }

  /// Whether one home reaches what a rule asks for.
  enum State: Sendable {
    case covered
    case unknown
    case uncovered
  }

  /// Residential land in square metres, with what is covered for certain and at most.
  public struct Land: Hashable, Sendable, Codable {
    /// All of it.
    public var all: Double
    /// What is covered.
    public var covered: AreaBounds
  }

  /// The community's id.
  public var communityID: String
  /// The rule's id.
  public var ruleID: String
  /// The profile's id.
  public var profile: String
  /// The service's code, or ``Service/joint``.
  public var service: String
  /// Its households, counted at their homes.
  public var households = Count()
  /// Its residences.
  public var residences = Count()
  /// Its population; nil where that of a residence is missing, or there is none.
  public var population: Count?
  /// Its residential land; nil where none is given.
  public var land: Land?
  /// The time from where its committee sits; nil where that is not given, or lies beyond the search.
  public var seatTime: Milliseconds?
  /// Whether the edge of the data leaves open if the seat is reached.
  var isSeatOpen = false
  /// The lower median of the households' times: half of the households need no longer; nil where it lies
  /// beyond the search.
  public var medianTime: Milliseconds?
  /// The time within which nine of ten households arrive; nil where it lies beyond the search.
  public var ninetiethTime: Milliseconds?
  /// Households that reach at least 1, 2, … of the services; only of ``Service/joint``.
  public var reached: [Int]?
  /// What the rule asks for; nil where the plan gives no number.
  public var threshold: Threshold?
  /// Whether the threshold is met; nil where there is none.
  public var verdict: Verdict?

  /// The share of households that are covered; nil without households.
  public var householdShare: Double? {
    households.all > 0 ? Double(households.covered) / Double(households.all) : nil
  }

  /// The share of the land that is covered, the middle of its bounds; nil without land.
  public var landShare: Double? {
    guard let land, land.all > 0 else { return nil }
    return (land.covered.low + land.covered.high) / 2 / land.all
  }

  init(communityID: String, ruleID: String, profile: String, service: String) {
    self.communityID = communityID
    self.ruleID = ruleID
    self.profile = profile
    self.service = service
  }

  /// The verdict by a measure.
  func verdict(_ threshold: Threshold, by measure: RuleKind.Circle.Measure) -> Verdict {
    switch measure {
    case .households: threshold.verdict(of: households)
    case .residences: threshold.verdict(of: residences)
    case .population: population.map { threshold.verdict(of: $0) } ?? .unknown
    case .land:
      land.map {
        threshold.verdict(low: $0.covered.low, high: $0.covered.high, of: $0.all)
      } ?? .unknown
    }
  }
}

extension Threshold {
  fileprivate func verdict(of count: Coverage.Count) -> Verdict {
    verdict(covered: count.covered, unknown: count.unknown, of: count.all)
  }
}
