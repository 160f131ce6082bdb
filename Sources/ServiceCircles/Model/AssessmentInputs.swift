import PlaneGeometry
import Streets

/// What is assessed: streets, communities, homes, facilities and land, with where they came from.
public struct AssessmentInputs: Sendable {
  /// Residential land, for the official coverage rate.
  public enum Land: Sendable {
    /// None is given: land shares are nil.
    case none
    /// The whole of every community stands for it; results are labelled so.
    case community
    /// These polygons, which may overlap each other and several communities.
    case polygons([Polygon])
  }

  /// The plane of all positions; nil for a made-up plane, of which no report can be written.
  public var plane: WorkingPlane?
  /// The streets; nil for a run by straight lines, whose results are labelled so.
  public var streets: StreetNetwork?
  /// The communities.
  public var communities: [Community]
  /// Communities whose records cannot be used.
  public var unusableCommunities: [UnusableCommunity]
  /// The homes.
  public var residences: [Residence]
  /// Homes whose records cannot be used, of those that name their community.
  public var unusableResidences: [UnusableResidence]
  /// The facilities of all services, each id once.
  public var facilities: [Facility]
  /// Facilities whose records cannot be used.
  public var unusableFacilities: [UnusableFacility]
  /// The residential land.
  public var land: Land
  /// What stands for residential land, in a word: `none`, `community`, or the layer.
  public var landLabel: String
  /// The registers of townships, counties, prefectures and the province.
  public var registers: [RegionRecord]
  /// The setting that all communities were given, whatever their data says; nil where their data decides.
  public var setting: Setting?
  /// The name or code of the region that the communities were restricted to; nil for all of them.
  public private(set) var onlyRegion: String?
  /// The ids of communities that are there and not of this run.
  private(set) var otherIDs: Set<String> = []
  /// The layers that were read.
  public var sources: [InputSource]
  /// What was odd in them, in the order of reading.
  public var issues: [RecordIssue]

  /// Inputs of an assessment.
  public init(
    plane: WorkingPlane? = nil, streets: StreetNetwork?, communities: [Community],
    residences: [Residence], facilities: [Facility], land: Land = .none,
    landLabel: String? = nil, registers: [RegionRecord] = [], setting: Setting? = nil,
    unusableCommunities: [UnusableCommunity] = [],
    unusableResidences: [UnusableResidence] = [],
    unusableFacilities: [UnusableFacility] = [], sources: [InputSource] = [],
    issues: [RecordIssue] = []
  ) {
    self.plane = plane
    self.streets = streets
    self.communities = communities
    self.unusableCommunities = unusableCommunities
    self.unusableResidences = unusableResidences
    self.unusableFacilities = unusableFacilities
    self.residences = residences
    self.facilities = facilities
    self.land = land
    self.landLabel = landLabel ?? land.label
    self.registers = registers
    self.setting = setting
    self.sources = sources
    self.issues = issues
  }

  /// The file or layer of a role, as it was named; empty where none was read.
  func path(ofRole role: String) -> String {
    sources.first { $0.role == role }?.name ?? ""
  }

  /// Keeps the communities of one region: by its name or code, or by the beginning of their ids; and the
  /// registers of regions that are kept whole.
  ///
  /// - Returns: Whether any community is left; nothing changes where none would be.
  public mutating func restrict(toRegion region: String) -> Bool {
    let region = CellText.id(region) ?? region
    func isIn(_ community: Community) -> Bool {
      community.id.hasPrefix(region) || community.name == region
        || community.regions.named.contains { $0.name == region }
    }
    let kept = communities.filter(isIn)
    let restrictedIDs = Set(kept.map(\.id))
    guard !kept.isEmpty else { return false }
    // The register of a region that is kept in part describes more than the communities that are kept.
    let left = communities.filter { !isIn($0) }
    let whole = Set(kept.flatMap(\.regions.named))
      .subtracting(left.flatMap(\.regions.named))
    registers.removeAll { !whole.contains($0.region) }
    let restricted = Set(kept.flatMap(\.regions.named).filter { $0.name == region })
    func isElsewhere(_ community: UnusableCommunity) -> Bool {
      !community.id.hasPrefix(region) && !restricted.contains { community.mayBelong(to: $0) }
    }
    otherIDs.formUnion(unusableCommunities.filter(isElsewhere).map(\.id))
    unusableCommunities.removeAll(where: isElsewhere)
    keep { restrictedIDs.contains($0.id) }
    onlyRegion = region
    return true
  }

  /// Keeps some of the communities; the others are known to be there.
  mutating func keep(_ isKept: (Community) -> Bool) {
    otherIDs.formUnion(communities.filter { !isKept($0) }.map(\.id))
    communities.removeAll { !isKept($0) }
  }
}

extension AssessmentInputs.Land {
  fileprivate var label: String {
    switch self {
    case .none: "none"
    case .community: "community"
    case .polygons: "layer"
    }
  }
}

/// Facilities that a plan adds and takes away.
public struct FacilityEdits: Sendable {
  /// New facilities, with ids of their own.
  public var added: [Facility]
  /// The ids of facilities that are taken away.
  public var removed: Set<String>

  /// Edits of the facilities.
  public init(added: [Facility] = [], removed: Set<String> = []) {
    self.added = added
    self.removed = removed
  }
}
