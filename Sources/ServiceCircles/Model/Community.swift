import PlaneGeometry
import Streets

/// An urban community or a village: the unit that is assessed.
public struct Community: Sendable {
  /// The names or codes of what a community belongs to.
  public struct Region: Hashable, Sendable {
    /// The township or subdistrict.
    public var township: String?
    /// The county or district.
    public var county: String?
    /// The prefecture.
    public var prefecture: String?
    /// The province.
    public var province: String?

    /// A region; what is not known is nil.
    public init(
      township: String? = nil, county: String? = nil, prefecture: String? = nil,
      province: String? = nil
    ) {
      self.township = township
      self.county = county
      self.prefecture = prefecture
      self.province = province
    }

    /// What a twelve-digit code says.
    public init(_ code: AdministrativeCode) {
      self.init(
        township: code.township, county: code.county, prefecture: code.prefecture,
        province: code.province)
    }
  }

  /// Its id as text: the 12-digit code where there is one.
  public var id: String
  /// Its name, where known.
  public var name: String?
  /// Whether urban or rural minutes apply.
  public var setting: Setting
  /// What it belongs to.
  public var region: Region
  /// Its area in the working plane.
  public var polygons: [Polygon]
  /// How many households it says it has; nil where only its homes tell.
  public var households: Int?
  /// How many people it says it has.
  public var population: Int?
  /// Where its committee sits, where known.
  public var seat: PlanePoint?
  /// What its data says of the items of a rule set.
  public var quantities: Quantities
  /// Every reading of urban or rural that its data has.
  public var settings: SettingReadings

  /// A community; its region is what its id says, where that is a twelve-digit code.
  public init(
    id: String, name: String? = nil, setting: Setting, region: Region? = nil,
    polygons: [Polygon], households: Int? = nil, population: Int? = nil,
    seat: PlanePoint? = nil, quantities: Quantities = Quantities(),
    settings: SettingReadings = SettingReadings()
  ) {
    self.id = id
    self.name = name
    self.setting = setting
    self.region = region ?? AdministrativeCode(id).map { Region($0) } ?? Region()
    self.polygons = polygons
    self.households = households
    self.population = population
    self.seat = seat
    self.quantities = quantities
    self.settings = settings
  }
}
