import ServiceCircles

/// A record of a layer of places whose place cannot be used, with what its columns say of it.
struct UnlocatedRecord: Sendable {
  /// Its id, else its number.
  var id: String
  /// The text of its kind; nil where there is none.
  var kind: String?
  /// How many households live there.
  var households: Int?
  /// How many people live there.
  var population: Int?
  /// The community it says it belongs to.
  var communityID: String?
  /// The community whom it says it serves.
  var servedCommunityID: String?

  /// What the columns of a record say; nil for a record all of whose cells are empty, which is none.
  init?(_ feature: LayerFeature, _ positions: PlacePositions) {
    if feature.values.allSatisfy({ $0 == nil }) { return nil }
    func cell(_ position: Int?) -> String? { position.flatMap { feature.values[$0] } }
    func text(_ position: Int?) -> String? { CellText.named(cell(position)) }
    // What is no number was told of, or is lost with the record.
    func count(_ position: Int?) -> Int? { text(position).flatMap { try? CellCount.read($0) } }
    id = text(positions.id) ?? "\(feature.number)"
    kind = text(positions.kind)
    households = count(positions.households)
    population = count(positions.population)
    communityID = CellText.id(cell(positions.community))
    servedCommunityID = CellText.id(cell(positions.serves))
  }
}
