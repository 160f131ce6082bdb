import PlaneGeometry
import Streets

/// An urban community or a village: the unit that is assessed.
public struct Community: Sendable {
  /// Its id as text: the 12-digit code where there is one.
  public var id: String
  /// Its name, where known.
  public var name: String?
  /// Whether urban or rural minutes apply.
  public var setting: Setting
  /// The regions it belongs to.
  public var regions: RegionPath
  /// Its area in the working plane.
  public var polygons: [Polygon]
  /// The number of households that its own record states; nil where only its homes tell.
  public var households: Int?
  /// The number of people that its own record states.
  public var population: Int?
  /// Where its committee sits, where known.
  public var seat: PlanePoint?
  /// The values that its columns and registers give for the items of a rule set.
  public var quantities: Quantities
  /// Its setting by each meaning of urban and rural that its data has.
  public var settings: SettingReadings

  /// A community; its regions are those that its id names, where that is a twelve-digit code.
  public init(
    id: String, name: String? = nil, setting: Setting, regions: RegionPath? = nil,
    polygons: [Polygon], households: Int? = nil, population: Int? = nil,
    seat: PlanePoint? = nil, quantities: Quantities = Quantities(),
    settings: SettingReadings = SettingReadings()
  ) {
    self.id = id
    self.name = name
    self.setting = setting
    self.regions = regions ?? AdministrativeCode(id).map { RegionPath($0) } ?? RegionPath()
    self.polygons = polygons
    self.households = households
    self.population = population
    self.seat = seat
    self.quantities = quantities
    self.settings = settings
  }
}
