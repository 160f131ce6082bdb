import PlaneGeometry

/// A row of `community`: an urban community or a village, and what is in it.
public struct CommunityRow: ReportRow, Hashable {
  /// The table.
  public static let table = "community"
  /// The columns that tell its rows apart.
  public static let key = ["community_id"]
  /// Its columns.
  public static let columns: [ReportColumn<Self>] = [
    .text("community_id") { $0.communityID },
    .text("name") { $0.name },
    .text("setting") { $0.setting },
    .text("township") { $0.township },
    .text("county") { $0.county },
    .text("prefecture") { $0.prefecture },
    .text("province") { $0.province },
    .integer("households") { $0.households },
    .integer("population") { $0.population },
    .integer("residences") { $0.residences },
    .real("floor_area_m2") { $0.floorAreaSquareMetres },
    .multiPolygon("geometry") { $0.geometry },
  ]

  /// The community's id.
  public var communityID: String
  /// Its name.
  public var name: String?
  /// Whether urban or rural minutes apply.
  public var setting: String?
  /// The township or subdistrict it belongs to.
  public var township: String?
  /// The county or district it belongs to.
  public var county: String?
  /// The prefecture it belongs to.
  public var prefecture: String?
  /// The province it belongs to.
  public var province: String?
  /// Its households.
  public var households: Int?
  /// Its people.
  public var population: Int?
  /// Its residences.
  public var residences: Int?
  /// The floor area of its facilities, in square metres.
  public var floorAreaSquareMetres: Double?
  /// Its area in the working plane; only areas are stored.
  public var geometry: Geometry?

  /// The row of a community; the rest is NULL until set.
  public init(
    communityID: String, name: String? = nil, setting: String? = nil, geometry: Geometry? = nil
  ) {
    self.communityID = communityID
    self.name = name
    self.setting = setting
    self.geometry = geometry
  }
}

/// A row of `facility`: a place that offers a service.
public struct FacilityRow: ReportRow, Hashable {
  /// The table.
  public static let table = "facility"
  /// The columns that tell its rows apart.
  public static let key = ["facility_id"]
  /// Its columns.
  public static let columns: [ReportColumn<Self>] = [
    .text("facility_id") { $0.facilityID },
    .text("kind") { $0.kind },
    .text("name") { $0.name },
    .real("floor_area_m2") { $0.floorAreaSquareMetres },
    .text("community_id") { $0.communityID },
    .real("access_m") { $0.accessMetres },
    .text("status") { $0.status },
    .geometry("geometry") { $0.geometry },
  ]

  /// The facility's id.
  public var facilityID: String
  /// What it offers.
  public var kind: String
  /// Its name.
  public var name: String?
  /// Its floor area, in square metres.
  public var floorAreaSquareMetres: Double?
  /// The community it lies in.
  public var communityID: String?
  /// The straight length of its access leg, in metres.
  public var accessMetres: Double?
  /// Whether and how it takes part in the run.
  public var status: String?
  /// Its geometry in the working plane, of any type.
  public var geometry: Geometry?

  /// The row of a facility; the rest is NULL until set.
  public init(facilityID: String, kind: String, name: String? = nil, geometry: Geometry? = nil) {
    self.facilityID = facilityID
    self.kind = kind
    self.name = name
    self.geometry = geometry
  }
}
