/// Which columns of a layer say what of communities. A name that is given must be there; one that is not
/// is looked for under its usual name and may be missing.
public struct CommunityColumns: Hashable, Sendable {
  /// The community's id; usually `id`, else the feature's number.
  public var id: String?
  /// Its name; usually `name`.
  public var name: String?
  /// Urban or rural: `urban`, `rural`, 城市, 农村; usually `setting`.
  public var setting: String?
  /// The urban–rural class of the statistical bureau, 111…220; usually `urban_rural_class`.
  public var statisticalClass: String?
  /// How many households it has; usually `households`.
  public var households: String?
  /// How many people it has; usually `population`.
  public var population: String?
  /// The township; usually `township`.
  public var township: String?
  /// The county; usually `county`.
  public var county: String?
  /// The prefecture; usually `prefecture`.
  public var prefecture: String?
  /// The province; usually `province`.
  public var province: String?
  /// The longitude of its committee's seat; usually `seat_lon`.
  public var seatLongitude: String?
  /// The latitude of its committee's seat; usually `seat_lat`.
  public var seatLatitude: String?

  /// The columns of items of the rule set, by the items' ids, where they have other names.
  public var items: [String: String] = [:]

  /// Columns under their usual names.
  public init() {}

  /// The columns by the names that project files use.
  static let keys: [(key: String, path: WritableKeyPath<CommunityColumns, String?> & Sendable)] = [
    ("id", \.id), ("name", \.name), ("setting", \.setting),
    ("urban_rural_class", \.statisticalClass), ("households", \.households),
    ("population", \.population), ("township", \.township), ("county", \.county),
    ("prefecture", \.prefecture), ("province", \.province), ("seat_lon", \.seatLongitude),
    ("seat_lat", \.seatLatitude),
  ]
}
