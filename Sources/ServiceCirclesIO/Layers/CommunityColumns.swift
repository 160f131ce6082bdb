/// Which columns of a layer say what of communities. A name that is given must be there; one that is not
/// is looked for under its usual name and may be missing.
public struct CommunityColumns: Hashable, Sendable {
  /// The community's id; usually `id`, else the feature's number.
  package var id: String?
  /// Its name; usually `name`.
  var name: String?
  /// Urban or rural: `urban`, `rural`, 城市, 农村; usually `setting`.
  var setting: String?
  /// The urban–rural class of the statistical bureau, 111…220; usually `urban_rural_class`.
  var statisticalClass: String?
  /// How many households it has; usually `households`.
  var households: String?
  /// How many people it has; usually `population`.
  var population: String?
  /// The township; usually `township`.
  var township: String?
  /// The county; usually `county`.
  var county: String?
  /// The prefecture; usually `prefecture`.
  var prefecture: String?
  /// The province; usually `province`.
  var province: String?
  /// The longitude of its committee's seat; usually `seat_lon`.
  var seatLongitude: String?
  /// The latitude of its committee's seat; usually `seat_lat`.
  var seatLatitude: String?

  /// The columns of items of the rule set, by the items' ids, where they have other names.
  var items: [String: String]

  /// Columns under their usual names where nothing is given.
  ///
  /// - Parameters:
  ///   - id: The community's id; usually `id`, else the feature's number.
  ///   - name: Its name; usually `name`.
  ///   - setting: Urban or rural: `urban`, `rural`, 城市, 农村; usually `setting`.
  ///   - statisticalClass: The urban–rural class of the statistical bureau, 111…220; usually
  ///     `urban_rural_class`.
  ///   - households: How many households it has; usually `households`.
  ///   - population: How many people it has; usually `population`.
  ///   - township: The township; usually `township`.
  ///   - county: The county; usually `county`.
  ///   - prefecture: The prefecture; usually `prefecture`.
  ///   - province: The province; usually `province`.
  ///   - seatLongitude: The longitude of its committee's seat; usually `seat_lon`.
  ///   - seatLatitude: The latitude of its committee's seat; usually `seat_lat`.
  ///   - items: The columns of items of the rule set, by the items' ids, where they have other names.
  public init(
    id: String? = nil, name: String? = nil, setting: String? = nil,
    statisticalClass: String? = nil, households: String? = nil, population: String? = nil,
    township: String? = nil, county: String? = nil, prefecture: String? = nil,
    province: String? = nil, seatLongitude: String? = nil, seatLatitude: String? = nil,
    items: [String: String] = [:]
  ) {
    self.id = id
    self.name = name
    self.setting = setting
    self.statisticalClass = statisticalClass
    self.households = households
    self.population = population
    self.township = township
    self.county = county
    self.prefecture = prefecture
    self.province = province
    self.seatLongitude = seatLongitude
    self.seatLatitude = seatLatitude
    self.items = items
  }

  /// The columns by the names that project files use.
  static let keys: [(key: String, path: WritableKeyPath<CommunityColumns, String?> & Sendable)] = [
    ("id", \.id), ("name", \.name), ("setting", \.setting),
    ("urban_rural_class", \.statisticalClass), ("households", \.households),
    ("population", \.population), ("township", \.township), ("county", \.county),
    ("prefecture", \.prefecture), ("province", \.province), ("seat_lon", \.seatLongitude),
    ("seat_lat", \.seatLatitude),
  ]
}
