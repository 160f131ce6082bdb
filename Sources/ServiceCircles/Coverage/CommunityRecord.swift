import PlaneGeometry

/// A community as a report lists it, with the numbers of what is in it.
public struct CommunityRecord: Hashable, Sendable, Codable {
  /// The community's id.
  public var id: String
  /// Its name.
  public var name: String?
  /// Whether urban or rural minutes apply.
  public var setting: Setting
  /// The regions it belongs to.
  public var regions: RegionPath
  /// Its households: by its own record, else by its homes; nil where neither tells.
  public var households: Int?
  /// Its people: by its own record, else by its homes; nil where neither tells.
  public var population: Int?
  /// The number of its residences; nil where the run has none at all.
  public var residences: Int?
  /// The floor area of the facilities that serve it, in square metres, as far as it is known.
  public var floorAreaSquareMetres: ExactDecimal?
  /// Its area in the working plane.
  public var geometry: Geometry
}

/// A facility as a report lists it, with how it takes part in the run.
public struct FacilityRecord: Hashable, Sendable, Codable {
  /// How a facility takes part in a run.
  public enum Status: String, Hashable, Sendable, Codable {
    /// A street lies within reach of it.
    case used
    /// No street lies within reach of it: nobody gets there.
    case offNetwork = "off_network"
    /// The run is one by straight lines.
    case straightLine = "straight_line"
  }

  /// The facility's id.
  public var id: String
  /// What it offers.
  public var kind: FacilityKind
  /// Its name.
  public var name: String?
  /// Its floor area in square metres, as exact decimal text.
  public var floorArea: String?
  /// The id of the community it stands in.
  public var communityID: String?
  /// The straight distance to the nearest street in metres; nil where none is in reach.
  public var accessMetres: Double?
  /// How it takes part.
  public var status: Status
  /// Its geometry in the working plane.
  public var geometry: Geometry
}
