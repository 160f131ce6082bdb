import Streets

/// How much of a community reaches a rule's service, or several of them together, in time.
public struct Coverage: Hashable, Sendable, Codable {
  /// How many there are in all, how many are covered, and how many the edge of the data leaves undecided.
  ///
  /// > A sum with an unknown part is UNKNOWN unless the known part decides it alone.
  public struct Count: Hashable, Sendable, Codable {
    /// What nobody knows the weight of, in households or people: homes without a number, and communities without
    /// homes.
    public struct Uncounted: Hashable, Sendable, Codable {
      /// Homes reached in time.
      public var covered = 0
      /// Homes that would be reached if a facility stood just beyond the data's edge.
      public var unknown = 0
      /// Homes that are certainly not reached.
      public var uncovered = 0
      /// Communities none of whose homes is given and that state no number, and those whose record cannot be used.
      public var communities = 0

      /// All homes.
      public var homes: Int { covered + unknown + uncovered }

      /// Whether there is nothing of unknown weight.
      public var isEmpty: Bool { homes + communities == 0 }

      mutating func add(_ other: Self) {
        covered += other.covered
        unknown += other.unknown
        uncovered += other.uncovered
        communities += other.communities
      }
    }

    /// All there are.
    public var all = 0
    /// Those reached in time.
    public var covered = 0
    /// Those of which nobody knows: they would be reached if a facility stood just beyond the data's edge, or their
    /// homes are not given, or not where they are.
    public var unknown = 0
    /// Those of ``unknown`` whose homes are not given, or not where they are.
    public var withoutHomes = 0
    /// What has no known weight; it is in none of the numbers above.
    public var uncounted = Uncounted()

    /// Whether the numbers are those of all homes.
    public var isWhole: Bool { uncounted.isEmpty }

    /// Whether there is nothing to be counted.
    package var isEmpty: Bool { all == 0 && isWhole }

    /// The numbers; nil where some home is in none of them.
    public var whole: Count? { isWhole ? self : nil }

    /// The number of those that are certainly not reached, whatever stands beyond the data's edge.
    public var uncovered: Int { all - covered - unknown }

    mutating func add(_ other: Count) {
      all += other.all
      covered += other.covered
      unknown += other.unknown
      withoutHomes += other.withoutHomes
      uncounted.add(other.uncounted)
    }

    /// Adds the households that a community states beyond those of its homes: nobody knows what they reach.
    ///
    /// - Parameters:
    ///   - stated: What is known of its households.
    ///   - isBare: Whether none of its homes is given; such a community may have any number where it states none.
    mutating func complete(to stated: Quantity, isBare: Bool) {
      guard let number = stated.wholeNumber else {
        if isBare { uncounted.communities += 1 }
        return
      }
      // Homes without a number may hold them.
      guard uncounted.homes == 0, number > all else { return }
      unknown += number - all
      withoutHomes += number - all
      all = number
    }

    /// Adds homes of weight `n` of which nobody knows where they are; nil where the weight is not known, either.
    mutating func addUnlocated(_ n: Int?) {
      add(n, .unknown)
      withoutHomes += n ?? 0
    }

    /// Adds a home of weight `n`; nil where the weight is not known.
    mutating func add(_ n: Int?, _ state: State) {
      guard let n else {
        switch state {
        case .covered: uncounted.covered += 1
        case .unknown: uncounted.unknown += 1
        case .uncovered: uncounted.uncovered += 1
        }
        return
      }
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
    /// Lower and upper bound of the covered area: at most ``AssessmentOptions/landPrecision`` of the land apart, but
    /// for land of which nobody knows, see ``isOpen``.
    public var covered: AreaBounds
    /// Whether the data leaves open if some of it is covered: it lies at the data's edge, or a facility may stand
    /// near whose record cannot be used.
    public var isOpen = false
  }

  /// The community's id.
  public var communityID: String
  /// The rule's id.
  public var ruleID: String
  /// The profile's id.
  public var profile: String
  /// The service's code, or ``Service/joint``.
  public var service: String
  /// Its households, counted at their homes; those of homes without a number are not among them.
  public var households = Count()
  /// Its residences.
  public var residences = Count()
  /// Its population; nil where that of a residence is missing, or there is none.
  public var population: Count?
  /// Its residential land; nil where none is given.
  public var land: Land?
  /// The time from where its committee sits; nil where that is not given, or lies beyond the search.
  public var seatTime: Milliseconds?
  /// Whether the data leaves open if the seat is reached: beyond its edge, or for facilities that were left out.
  var isSeatOpen = false
  /// Whether a facility may be nearer to the seat that the data does not have.
  public var isSeatTimeOpen = false
  /// The lower median of the households' times, of the homes' where there are no households: half of them need
  /// no longer; nil where it lies beyond the search, the number of some home is not known, or facilities that the data
  /// does not have could shorten it.
  public var medianTime: Milliseconds?
  /// The lower median of the times to what is known, where ``medianTime`` may be shorter; nil beyond the search, and
  /// where the number of some home is not known.
  public var medianTimeAtMost: Milliseconds?
  /// The time within which nine of ten arrive; nil where ``medianTime`` would be.
  public var ninetiethTime: Milliseconds?
  /// Households that reach at least 1, 2, … of the services; only of ``Service/joint``, and where the numbers
  /// of all homes are known.
  public var reached: [Int]?
  /// What the rule asks for; nil where the plan gives no number.
  public var threshold: Threshold?
  /// Whether the threshold is met; nil where there is none.
  public var verdict: Verdict?

  /// The share of households that are covered; nil without households, and where of some of them it is not known.
  public var householdShare: Double? { households.share }

  /// The share of the land that is covered, the middle of its bounds; nil without land, and where the data leaves
  /// some of it open.
  public var landShare: Double? {
    guard let land, land.all > 0, !land.isOpen else { return nil }
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

extension Coverage.Count {
  /// The share that is covered; nil without any, and where of some it is not known.
  var share: Double? { unknown == 0 ? lowestShare : nil }

  /// The share that is covered for certain; nil without any, and where the weight of some is not known.
  package var lowestShare: Double? { isWhole && all > 0 ? Double(covered) / Double(all) : nil }

  /// The share that may be covered at most, where some are open; nil as ``lowestShare``.
  package var highestShare: Double? {
    isWhole && all > 0 ? Double(covered + unknown) / Double(all) : nil
  }
}

extension Threshold {
  /// The verdict on a share. A home of unknown weight may have any weight, a community without homes any that are
  /// reached or not: the verdict is UNKNOWN unless it is the same for all of them.
  func verdict(of count: Coverage.Count) -> Verdict {
    if count.isWhole {
      return verdict(covered: count.covered, unknown: count.unknown, of: count.all)
    }
    // With no known households the total may be 0, and the share undefined.
    guard count.all > 0 else { return .unknown }
    func compare(_ part: Int, of all: Int) -> Int {
      ExactRatio(ExactDecimal(part), of: ExactDecimal(all), per: ExactDecimal(100))
        .compare(with: number)
    }
    let homes = count.uncounted
    let open = homes.unknown + homes.communities
    let low =
      open + homes.uncovered > 0
      ? compare(0, of: 1) : compare(count.covered, of: count.all)
    var high = compare(count.covered + count.unknown, of: count.all)
    if open + homes.covered > 0 {
      high = compare(1, of: 1)
      // 100 % cannot be reached while a known home is uncovered, only approached.
      if high == 0, count.uncovered > 0 { high = -1 }
    }
    return verdict(low: low, high: high)
  }
}
