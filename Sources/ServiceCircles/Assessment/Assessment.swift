import Geometry
import StreetNetwork

/// Answers for every community which service how many of its households reach in time.
///
/// One search per service and mode at the largest limit; residences get their legs once for all services.
public struct Assessment: Sendable {
  /// What is assessed.
  public struct Inputs: Sendable {
    /// The streets as one mode sees them.
    public var travel: TravelNetwork
    /// The communities.
    public var communities: [Community]
    /// The homes.
    public var residences: [Residence]
    /// The facilities of all services.
    public var facilities: [Facility]

    /// Inputs of an assessment.
    public init(
      travel: TravelNetwork, communities: [Community], residences: [Residence],
      facilities: [Facility]
    ) {
      self.travel = travel
      self.communities = communities
      self.residences = residences
      self.facilities = facilities
    }
  }

  /// What an assessment found.
  public struct Result: Sendable {
    /// One row per community and rule, communities and rules in the order of their ids.
    public var coverage: [Coverage]
    /// The communities, by id.
    public var communities: [Community]
    /// The number of a residence's community in ``communities``; nil outside all.
    public var communityOfResidence: [Int?]
    /// The number of a facility's community; nil outside all.
    public var communityOfFacility: [Int?]
    /// What was odd about residences.
    public var issues: [RecordIssue]
  }

  /// What is assessed.
  public let inputs: Inputs
  /// The rules, by id.
  public let rules: [CircleRule]
  private let workers: Int

  /// An assessment of communities by circle rules.
  public init(
    _ inputs: Inputs, rules: [CircleRule] = CircleRule.urbanCircles, workers: Int = 1
  ) {
    self.inputs = inputs
    self.rules = rules.sorted { $0.id < $1.id }
    self.workers = workers
  }

  /// How many circles its facilities have: of every rule, one for each facility of its service.
  public var circleCount: Int {
    rules.reduce(0) { sum, rule in
      sum + inputs.facilities.count { $0.kind.category == rule.service }
    }
  }

  /// Runs the assessment.
  ///
  /// - Throws: `GeometryError` where a community's polygon cannot be prepared; `CancellationError`.
  public func run(
    progress: (@Sendable (Int) -> Void)? = nil
  ) async throws -> Result {
    let communities = inputs.communities.sorted { $0.id < $1.id }
    let locator = try CommunityLocator(communities)
    var issues: [RecordIssue] = []
    var home: [Int?] = []
    home.reserveCapacity(inputs.residences.count)
    for residence in inputs.residences {
      let (number, issue) = try locator.community(of: residence)
      home.append(number)
      if let issue { issues.append(issue) }
    }
    let communityOfFacility = try inputs.facilities.map { facility throws(GeometryError) in
      try locator.communities(at: facility.place).first
    }
    try Task.checkCancellation()
    let fields = rules.map { rule in
      inputs.travel.timeField(
        to: inputs.facilities.filter { $0.kind.category == rule.service }.map(\.place),
        within: rule.time)
    }
    let arrivals = await inputs.travel.arrivals(
      at: inputs.residences.map(\.place), in: fields + fields.map { $0.optimistic() },
      workers: workers, progress: progress)
    try Task.checkCancellation()
    var coverage: [Coverage] = []
    var first = [Int](repeating: -1, count: communities.count)
    for (c, community) in communities.enumerated() {
      first[c] = coverage.count
      for rule in rules where rule.setting == nil || rule.setting == community.setting {
        coverage.append(Coverage(communityID: community.id, rule: rule))
      }
    }
    for (i, residence) in inputs.residences.enumerated() {
      guard let c = home[i] else { continue }
      var row = first[c]
      for (r, rule) in rules.enumerated()
      where rule.setting == nil || rule.setting == communities[c].setting {
        coverage[row].add(
          residence, isCovered: arrivals.arrival(i, in: r) != nil,
          isUnknown: arrivals.arrival(i, in: rules.count + r) != nil)
        row += 1
      }
    }
    return Result(
      coverage: coverage, communities: communities, communityOfResidence: home,
      communityOfFacility: communityOfFacility, issues: issues)
  }
}
