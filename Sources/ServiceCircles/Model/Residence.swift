import Streets

/// A place where people live: a building, or a point that stands for several.
public struct Residence: Sendable {
  /// The residence as the streets see it; `Place.id` is the residence's id.
  public var place: Place
  /// How many households live there; nil where that is not known.
  public var households: Int?
  /// How many people live there, where known.
  public var population: Int?
  /// The id of the community that its record names; nil where the record has no such column.
  public var communityID: String?

  /// The residence's id.
  public var id: String { place.id }

  /// A residence.
  public init(place: Place, households: Int?, population: Int? = nil, communityID: String? = nil) {
    self.place = place
    self.households = households
    self.population = population
    self.communityID = communityID
  }
}
