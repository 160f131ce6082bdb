import PlaneGeometry
import ServiceCircles
import Streets

/// A place of a layer with all that its columns say of it, the kind as raw text.
public struct PlaceRecord: Sendable {
  /// The place as the streets see it.
  public var place: Place
  /// Its geometry in the working plane.
  public var geometry: Geometry
  /// The text of its kind; nil where there is none.
  public var kind: String?
  /// Its name.
  public var name: String?
  /// How many households live there.
  public var households: Int?
  /// How many people live there.
  public var population: Int?
  /// Its floor area in square metres, as exact decimal text.
  public var floorArea: String?
  /// The community it says it belongs to.
  public var communityID: String?
  /// The community whom it says it serves.
  public var servedCommunityID: String?
}

/// A place and the raw text of its kind, which may be any.
public struct LocatedPoint: Sendable {
  /// The place as the streets see it.
  public var place: Place
  /// The text of its kind; empty where there is none.
  public var kind: String

  /// A place of a kind.
  public init(place: Place, kind: String = "") {
    self.place = place
    self.kind = kind
  }

  /// Whether it is of a kind; a category such as `MED` stands for all its kinds.
  public func isOf(kind wanted: String) -> Bool {
    kind == wanted || kind.hasPrefix(wanted + ".")
  }
}

/// What a layer gave: what can be used, in the order of the input, and what was wrong.
public struct PlaceTable<Row: Sendable>: Sendable {
  /// The rows that can be used, in the order of the input.
  public var rows: [Row]
  /// What was wrong: with places, in the order of the input, then with their kinds.
  public var issues: [RecordIssue]
  /// How many features the layer had.
  public var featureCount: Int
  /// The format's short name, such as `GPKG`.
  public var format: String
  /// The code or name of the layer's coordinate reference system.
  public var crs: String

  /// How many features gave no row.
  public var rejectedCount: Int { featureCount - rows.count }
}
