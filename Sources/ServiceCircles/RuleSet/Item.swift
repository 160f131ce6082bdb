/// One thing that is known of a project, a community or a region: a column of a table, a number of a
/// register or of statistics.
public struct Item: Hashable, Sendable, Codable {
  /// A value that a community's homes or its code give without a column of its own.
  package enum Source: String, Hashable, Sendable, CaseIterable, Codable {
    case households, population, communities, villages, townships, counties, prefectures
    case urbanCommunities = "urban_communities"
  }

  /// A value that is taken from a community's facilities.
  package struct Facilities: Hashable, Sendable, Codable {
    /// How one value is taken from the facilities of these kinds.
    package enum Taking: String, Hashable, Sendable, CaseIterable, Codable {
      case sum, largest, smallest, number, any
    }

    /// The kinds that count.
    package var kinds: [FacilityKind]
    /// How the value is taken.
    package var taking: Taking

    /// Whether a kind is among them.
    func includes(_ kind: FacilityKind) -> Bool {
      kinds.contains { $0 == kind || ($0.name.isEmpty && $0.category == kind.category) }
    }
  }

  /// Its name in tables and rules.
  public var id: String
  /// Its name for people; the Chinese one is a column's name too.
  public var name: LocalizedText
  /// What it holds.
  public var type: ItemType
  /// Its unit.
  public var unit: LocalizedText?
  /// Further names of its column.
  package var aliases: [String]
  /// The items whose sum it is where it is not given itself.
  public var parts: [String]
  /// The count of homes or units that its value is taken from where the data has no column for it.
  package var source: Source?
  /// The facilities that its value is taken from where the data has no column for it.
  package var facilities: Facilities?
  /// The setting whose communities it counts, where a column counts both; nil for all.
  public var setting: Setting?

  /// An item.
  init(
    id: String, name: LocalizedText, type: ItemType, unit: LocalizedText? = nil,
    aliases: [String] = [], parts: [String] = [], source: Source? = nil,
    facilities: Facilities? = nil, setting: Setting? = nil
  ) {
    self.id = id
    self.name = name
    self.type = type
    self.unit = unit
    self.aliases = aliases
    self.parts = parts
    self.source = source
    self.facilities = facilities
    self.setting = setting
  }

  /// The names of its column.
  package var columns: [String] { [id, name.chinese] + aliases }
}

/// What an item holds.
public enum ItemType: String, Hashable, Sendable, CaseIterable, Codable {
  /// Square metres, 0 or more.
  case area
  /// A whole number, 0 or more.
  case count
  /// A decimal, 0 or more.
  case number
  /// Yes or no: a count of one unit.
  case flag
  /// A day.
  case date
}

extension Item {
  /// Whether it is the number of communities, or of the regions they belong to.
  var countsUnits: Bool {
    switch source {
    case nil, .households, .population: false
    case .communities, .villages, .urbanCommunities, .townships, .counties, .prefectures: true
    }
  }
}
