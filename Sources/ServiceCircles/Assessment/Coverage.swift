/// How many residences and households of a community a service reaches.
public struct Coverage: Hashable, Sendable {
  /// A number of all, of the covered and of those the data's edge leaves open.
  public struct Count: Hashable, Sendable {
    /// All there are.
    public var all = 0
    /// Those reached in time.
    public var covered = 0
    /// Those that would be reached if a facility stood just beyond the data's edge.
    public var unknown = 0

    mutating func add(_ n: Int, isCovered: Bool, isUnknown: Bool) {
      all += n
      if isCovered { covered += n } else if isUnknown { unknown += n }
    }
  }

  /// The community's id.
  public var communityID: String
  /// The rule.
  public var rule: CircleRule
  /// Its households.
  public var households = Count()
  /// Its residences.
  public var residences = Count()
  /// Its population; nil where that of a residence is missing.
  public var population: Count? = Count()

  /// The share of households that are covered; nil without households.
  public var householdShare: Double? {
    households.all > 0 ? Double(households.covered) / Double(households.all) : nil
  }

  init(communityID: String, rule: CircleRule) {
    self.communityID = communityID
    self.rule = rule
  }

  mutating func add(_ residence: Residence, isCovered: Bool, isUnknown: Bool) {
    residences.add(1, isCovered: isCovered, isUnknown: isUnknown)
    households.add(residence.households, isCovered: isCovered, isUnknown: isUnknown)
    if let people = residence.population {
      population?.add(people, isCovered: isCovered, isUnknown: isUnknown)
    } else {
      population = nil
    }
  }
}
