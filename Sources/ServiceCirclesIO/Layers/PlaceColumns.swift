/// Which columns of a layer say what. A name that is given must be there; one that is not is looked
/// for under its usual name and may be missing.
public struct PlaceColumns: Hashable, Sendable {
  /// The place's id; usually `id`, else the feature's number.
  var id: String?
  /// What kind of facility it is; usually `kind`.
  var kind: String?
  /// Its name; usually `name`.
  var name: String?
  /// How many households live there; usually `households`.
  var households: String?
  /// How many people live there; usually `population`.
  var population: String?
  /// Its floor area in square metres; usually `floor_area`.
  var floorArea: String?
  /// The id of the community it belongs to; usually `community_id`.
  var community: String?
  /// The id of the community whom a facility serves, where that may be another than the one it stands in;
  /// usually `serves`.
  var serves: String?
  /// A table's longitude; usually `lon`.
  var longitude: String?
  /// A table's latitude; usually `lat`.
  var latitude: String?

  /// Columns under their usual names where nothing is given.
  ///
  /// - Parameters:
  ///   - id: The place's id; usually `id`, else the feature's number.
  ///   - kind: What kind of facility it is; usually `kind`.
  ///   - name: Its name; usually `name`.
  ///   - households: How many households live there; usually `households`.
  ///   - population: How many people live there; usually `population`.
  ///   - floorArea: Its floor area in square metres; usually `floor_area`.
  ///   - community: The id of the community it belongs to; usually `community_id`.
  ///   - serves: The id of the community whom a facility serves, where that may be another than the one it
  ///     stands in; usually `serves`.
  ///   - longitude: A table's longitude; usually `lon`.
  ///   - latitude: A table's latitude; usually `lat`.
  public init(
    id: String? = nil, kind: String? = nil, name: String? = nil, households: String? = nil,
    population: String? = nil, floorArea: String? = nil, community: String? = nil,
    serves: String? = nil, longitude: String? = nil, latitude: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.households = households
    self.population = population
    self.floorArea = floorArea
    self.community = community
    self.serves = serves
    self.longitude = longitude
    self.latitude = latitude
  }
}

/// Where the columns of one layer are.
struct PlacePositions {
  let id, kind, name, households, population, floorArea, community, serves: Int?

  /// - Throws: ``LayerError`` of the reason missingColumn for a name that was given and is not
  ///   there.
  init(_ columns: PlaceColumns, in reader: LayerReader) throws(LayerError) {
    func find(_ given: String?, _ usual: String) throws(LayerError) -> Int? {
      try reader.position(given: given, ColumnNames.ofPlaces[usual])
    }
    id = try find(columns.id, "id")
    kind = try find(columns.kind, "kind")
    name = try find(columns.name, "name")
    households = try find(columns.households, "households")
    population = try find(columns.population, "population")
    floorArea = try find(columns.floorArea, "floor_area")
    community = try find(columns.community, "community_id")
    serves = try find(columns.serves, "serves")
  }
}

extension PlaceColumns {
  /// The columns by the names that project files use.
  static let keys: [(key: String, path: WritableKeyPath<PlaceColumns, String?> & Sendable)] = [
    ("id", \.id), ("kind", \.kind), ("name", \.name), ("households", \.households),
    ("population", \.population), ("floor_area", \.floorArea), ("community_id", \.community),
    ("serves", \.serves), ("lon", \.longitude), ("lat", \.latitude),
  ]
}
