import PlaneGeometry
import ServiceCircles
import Streets

/// A place of a layer with all that its columns say of it, the kind as raw text.
struct PlaceRecord: Sendable {
  /// The place as the streets see it.
  var place: Place
  /// Its geometry in the working plane.
  var geometry: Geometry
  /// The text of its kind; nil where there is none.
  var kind: String?
  /// Its name.
  var name: String?
  /// How many households live there.
  var households: Int?
  /// How many people live there.
  var population: Int?
  /// Its floor area in square metres, as exact decimal text.
  var floorArea: String?
  /// The community it says it belongs to.
  var communityID: String?
  /// The community whom it says it serves.
  var servedCommunityID: String?

  /// All that it says but its id: records of which that is the same are one.
  var content: PlaceContent {
    PlaceContent(
      geometry: geometry,
      texts: [kind, name, floorArea, communityID, servedCommunityID],
      numbers: [households, population])
  }
}

/// What a record says, without its id.
struct PlaceContent: Hashable {
  var geometry: Geometry
  var texts: [String?]
  var numbers: [Int?]
}

/// A place and the raw text of its kind, which may be any.
package struct LocatedPoint: Sendable {
  /// The place as the streets see it.
  package var place: Place
  /// The text of its kind; empty where there is none.
  package var kind: String

  /// A place of a kind.
  package init(place: Place, kind: String = "") {
    self.place = place
    self.kind = kind
  }

  /// Whether it is of a kind; a category such as `MED` stands for all its kinds.
  package func isOf(kind wanted: String) -> Bool {
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
  var featureCount: Int
  /// The format's short name, such as `GPKG`.
  var format: String
  /// The code or name of the layer's coordinate reference system.
  var crs: String

  /// How many features gave no row.
  var rejectedCount: Int { featureCount - rows.count }

  /// Looks that a layer has not lost so much that a run would answer another question than was asked.
  ///
  /// - Throws: ``LayerError`` of the reasons noUsableRecord and tooManyLost.
  package func checkLosses(of source: LayerSource, accepted: Bool) throws(LayerError) {
    guard !rows.isEmpty else {
      throw LayerError(
        .noUsableRecord(issues.first { $0.severity == .error }), file: source.shownPath,
        layer: source.layer)
    }
    // Records that say the same as another one are not lost.
    let twice = issues.count { $0.problem.key == "place.identical" }
    let lost = rejectedCount - twice
    guard !accepted, lost > 0, 2 * lost > featureCount - twice else { return }
    var row = InputSource(role: "", path: source.path)
    row.explain(by: issues.filter { $0.problem.key != "place.identical" })
    throw LayerError(
      .tooManyLost(lost, of: featureCount, reason: row.losses.first?.problem),
      file: source.shownPath, layer: source.layer)
  }
}
