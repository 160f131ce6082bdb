import PlaneGeometry
import ServiceCircles
import Streets

/// Residential buildings of an OpenStreetMap file, with estimated households.
///
/// > building = apartments, residential, house, detached, semidetached_house, terrace, dormitory, and
/// > `yes` without amenity/shop/office/tourism/leisure/industrial tags; households = max(1,
/// > round(footprint × levels × 0.8 / 100 m²)), levels default 2 for houses, else 3; labelled estimated.
public enum OSMHomes {
  private static let houses: Set<String> = ["house", "detached", "semidetached_house", "terrace"]
  private static let flats: Set<String> = ["apartments", "residential", "dormitory"]
  private static let otherUses = ["amenity", "shop", "office", "tourism", "leisure", "industrial"]

  /// Reads the homes, in the order of nodes, ways, relations, each by number.
  ///
  /// A building mapped as a point has no footprint and counts as one household. The issues say once that
  /// households are estimated, and name every building whose number of storeys cannot be read.
  ///
  /// - Throws: ``OSMFileError``; `GeometryError` where the plane cannot be used.
  public static func read(
    _ file: OSMFile, plane: WorkingPlane
  ) throws -> PlaceTable<Residence> {
    let kinds = (houses.union(flats).union(["yes"])).sorted()
    let data = try file.features(
      tags: kinds.map { ("building", $0) }, keys: ["building", "building:levels"] + otherUses)
    let projector = try Projector(plane)
    var table = PlaceTable<Residence>(osm: data, file, role: "residences") { relation in
      isHome { data.brokenRelationValue(relation, $0) }
    }
    table.issues.insert(
      RecordIssue(
        .note, role: "residences", layer: file.path, feature: "", field: "households",
        problem: Message("osm.households_estimated"), action: Message("osm.households_measure")),
      at: 0)
    for feature in 0..<data.count where isHome({ data.value(feature, $0) }) {
      table.featureCount += 1
      let id = data.id(feature)
      guard let geometry = data.geometry(feature, projector) else {
        table.issues.append(.outsidePlane(id, file, role: "residences"))
        continue
      }
      let usual = houses.contains(data.value(feature, "building")) ? 2.0 : 3.0
      let text = data.value(feature, "building:levels")
      let levels = storeys(text)
      if levels == nil, !text.isEmpty {
        table.issues.append(
          RecordIssue(
            .note, role: "residences", layer: file.path, feature: id, field: "building:levels",
            problem: Message("osm.levels_malformed", ["value": text]),
            action: Message("osm.levels_default", ["levels": "\(Int(usual))"])))
      }
      table.rows.append(
        Residence(
          place: Place(id: id, geometry: geometry),
          households: households(
            footprintSquareMetres: geometry.areaSquareMetres, levels: levels ?? usual)))
    }
    return table
  }

  /// The estimate: a hundred square metres of floor a household, a fifth of the floor being none's. The
  /// footprint is that in the working plane.
  static func households(footprintSquareMetres: Double, levels: Double) -> Int {
    let estimate = (footprintSquareMetres * levels * 0.8 / 100).rounded()
    // A building larger than this is a slip of the map, and would not fit an integer for ever.
    return max(1, Int(min(estimate, 1_000_000)))
  }

  /// The number of storeys above ground; nil where the text is not a plain decimal number from 0.5 to
  /// 200.
  static func storeys(_ text: String) -> Double? {
    let trimmed = text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
    let digits = String(trimmed)
    guard digits.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }),
      let number = Double(digits), number >= 0.5, number <= 200
    else { return nil }
    return number
  }

  private static func isHome(_ value: (String) -> String) -> Bool {
    let building = value("building")
    if houses.contains(building) || flats.contains(building) { return true }
    return building == "yes" && otherUses.allSatisfy { value($0).isEmpty }
  }
}
