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

/// A place and what the text of its kind says, which may be any.
package struct LocatedPoint: Sendable {
  /// The place as the streets see it.
  package var place: Place
  /// Its kind.
  package var kind: KindText

  /// A place of a kind.
  package init(place: Place, kind: KindText = .none) {
    self.place = place
    self.kind = kind
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
  /// How many features say the same as an earlier one: they gave no row, and nothing is lost.
  var identicalCount = 0
  /// How many features add up others: they gave no row, and nothing is lost.
  var totalCount = 0
  /// Features of kinds that are said to be no service: they gave no row, and nothing is lost.
  var declined = LossTally()
  /// Whether the layer has a column of households.
  var hasHouseholds = false
  /// Of a layer of communities, those that gave no row.
  var unusable: [UnusableCommunity] = []
  /// The records without a usable place.
  var unlocated: [UnlocatedRecord] = []
  /// Of a layer of facilities, those that gave no row.
  var unusableFacilities: [UnusableFacility] = []
  /// Of a layer of residences, those that gave no row and name their community.
  var unusableResidences: [UnusableResidence] = []
  /// By ids that were made, those that the records have in the file.
  var originalIDs: [String: String] = [:]
  /// What is odd about rows, beside values that issues say were ignored.
  var doubts = LossTally()

  /// How many features gave no row.
  var rejectedCount: Int { featureCount - rows.count }

  /// Looks that a layer has not lost so much that a run would answer another question than was asked.
  ///
  /// - Throws: ``LayerError`` of the reasons noUsableRecord and tooManyLost.
  package func checkLosses(of source: LayerSource, accepted: Bool) throws(LayerError) {
    guard !rows.isEmpty else {
      throw LayerError(
        .noUsableRecord(issues.first { $0.severity == .error } ?? declinedIssue(source)),
        file: source.shownPath, layer: source.layer)
    }
    let repeating = identicalCount + totalCount + declined.count
    try losses.check(
      of: featureCount - repeating, lost: rejectedCount - repeating, source, accepted: accepted)
  }

  /// Looks that an OpenStreetMap file has any facility.
  ///
  /// - Throws: ``LayerError`` of the reason noTaggedFacility.
  package func checkTagged(in file: String) throws(LayerError) {
    if rows.isEmpty { throw LayerError(.noTaggedFacility, file: file) }
  }

  /// Why features gave no row.
  var losses: LossTally {
    var tally = LossTally(issues)
    tally.add(Message("place.identical_records"), identicalCount)
    for reason in declined.reasons { tally.add(reason.problem, reason.count) }
    return tally
  }

  /// That all records are of kinds that are said to be no service; nil where none is.
  private func declinedIssue(_ source: LayerSource) -> RecordIssue? {
    declined.reasons.first.map {
      RecordIssue(
        .error, role: "facilities", layer: source.description, feature: "", problem: $0.problem,
        action: Message("layer.skipped"))
    }
  }

  /// The layer as a report lists it, without its digest.
  package func source(role: String, _ source: LayerSource) -> InputSource {
    var row = InputSource(role: role, path: source.shownPath)
    row.layer = source.layer
    row.format = format
    row.crs = crs
    row.datum = source.datum?.rawValue
    row.features = featureCount
    row.rejected = rejectedCount
    row.losses = losses.reasons
    row.ignore(LossTally(ignoredValuesOf: issues))
    row.doubt(doubts)
    return row
  }

  /// Takes over what is to be said of the ids of the layer.
  mutating func note<Content>(
    _ ids: UniqueIDs<Content>, role: String, layer: String, field: String
  ) {
    issues = ids.issues(role: role, layer: layer, field: field) + issues
    identicalCount += ids.identicalCount
    doubts.add(Message("place.same_id"), ids.renamedCount)
    originalIDs = ids.originals
  }
}
