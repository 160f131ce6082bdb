/// Homes of a community whose record cannot be used: they are there, but what they reach is not known.
///
/// > A record that was left out: unknown.
public struct UnusableResidence: Hashable, Sendable {
  /// Its id, or what stands for it.
  public var id: String
  /// The id of the community that it belongs to.
  public var communityID: String
  /// How many households live there, where known.
  public var households: Int?
  /// How many people live there, where known.
  public var population: Int?

  /// Homes whose record cannot be used.
  public init(id: String, communityID: String, households: Int? = nil, population: Int? = nil) {
    self.id = id
    self.communityID = communityID
    self.households = households
    self.population = population
  }
}
