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

  /// Keys that say with `yes` that nobody lives there any more, or yet. Other values say other things:
  /// `construction=1970` is the year of a building that stands.
  private static let lifecycle = [
    "abandoned", "disused", "ruins", "demolished", "razed", "destroyed", "collapsed", "removed",
    "proposed", "planned", "construction",
  ]
  /// No residential building covers more; a vertex in the wrong place easily does.
  static let largestFootprintSquareMetres = 200_000.0

  /// Reads the homes, in the order of nodes, ways, relations, each by number.
  ///
  /// A building mapped as a point has no footprint and counts as one household. One mapped twice counts once:
  /// the relation before its outer way, the first of two on the same outline, the outline before a point
  /// inside. The issues say once that households are estimated, and name every building whose number of
  /// storeys cannot be read.
  ///
  /// - Throws: ``OSMFileError``; `GeometryError` where the plane cannot be used.
  public static func read(
    _ file: OSMFile, plane: WorkingPlane
  ) throws -> PlaceTable<Residence> {
    let kinds = (houses.union(flats).union(["yes"])).sorted()
    let data = try file.features(
      tags: kinds.map { ("building", $0) },
      keys: ["building", "building:levels"] + otherUses + lifecycle)
    let projector = try Projector(plane)
    var table = PlaceTable<Residence>(osm: ())
    table.issues.insert(
      RecordIssue(
        .note, role: "residences", layer: file.path, feature: "", field: "households",
        problem: Message("osm.households_estimated"), action: Message("osm.households_measure")),
      at: 0)
    let broken = try OSMBrokenAreas(of: data, file, role: "residences", projector) { feature in
      isHome { data.value(feature, $0) }
    }
    let buildings = try Buildings(data, projector, repaired: broken.repaired) { feature in
      isHome { data.value(feature, $0) }
    }
    table.featureCount += buildings.lines + buildings.broken.count
    table.issues += buildings.broken.map(broken.leftOutIssue)
    for feature in buildings.features {
      table.featureCount += 1
      let id = data.id(feature)
      guard let geometry = buildings.geometry[feature] else {
        table.issues.append(.outsidePlane(id, file, role: "residences"))
        continue
      }
      if broken.repaired[feature] != nil { table.issues.append(broken.repairedIssue(feature)) }
      let area = geometry.areaSquareMetres
      guard area <= largestFootprintSquareMetres else {
        table.issues.append(
          RecordIssue(
            .warning, role: "residences", layer: file.path, feature: id,
            problem: Message("osm.building_too_large", ["area": "\(Int(min(area, 1e15)))"]),
            action: Message("osm.left_out")))
        continue
      }
      let usual = houses.contains(data.value(feature, "building")) ? 2.0 : 3.0
      let text = data.value(buildings.source(ofLevels: feature), "building:levels")
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
          households: households(footprintSquareMetres: area, levels: levels ?? usual)))
    }
    for (count, problem, action) in [
      (buildings.repetitions, "osm.homes_repeated", "osm.counted_once"),
      (buildings.lines, "osm.outlines_open", "osm.left_out"),
    ] where count > 0 {
      table.issues.append(
        RecordIssue(
          .note, role: "residences", layer: file.path, feature: "",
          problem: Message(problem, ["count": "\(count)"]), action: Message(action)))
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
    guard !lifecycle.contains(where: { value($0) == "yes" }) else { return false }
    let building = value("building")
    if houses.contains(building) || flats.contains(building) { return true }
    return building == "yes" && otherUses.allSatisfy { value($0).isEmpty }
  }
}

extension OSMHomes {
  /// The buildings of a file that are homes, each once, with their geometry in the plane.
  private struct Buildings {
    /// Those that count, ascending.
    private(set) var features: [Int] = []
    /// By feature; none for one that has no place in the plane.
    private(set) var geometry: [Int: Geometry] = [:]
    /// How many were left out because another one is the same building.
    private(set) var repetitions = 0
    /// How many are lines that enclose nothing.
    private(set) var lines = 0
    /// Those that could neither be put together nor repaired.
    private(set) var broken: [Int] = []
    /// Where a relation says nothing of its storeys and its outer way does: the way.
    private var levels: [Int: Int] = [:]

    init(
      _ data: OSMFeatureData, _ projector: Projector, repaired: [Int: Geometry],
      isHome: (Int) -> Bool
    ) throws {
      let homes = (0..<data.count).filter(isHome)
      let all = Set(homes)
      let outerWays = data.outerWays { all.contains($0) && all.contains($1) }
      var byOutline: [[OSMCoordinate]: Int] = [:]
      for feature in homes {
        if let relation = outerWays[feature] {
          repetitions += 1
          if data.value(relation, "building:levels").isEmpty, levels[relation] == nil {
            levels[relation] = feature
          }
        } else if data.isBroken(feature), repaired[feature] == nil {
          broken.append(feature)
        } else if data.isArea(feature) || data.isBroken(feature) {
          // Of two on one outline a relation counts before a way: only it can have holes.
          let known = byOutline.updateValue(feature, forKey: data.outline(feature))
          guard let known else { continue }
          repetitions += 1
          if data.isRelation(known) == data.isRelation(feature) {
            byOutline[data.outline(feature)] = known
          } else if data.value(feature, "building:levels").isEmpty {
            levels[feature] = levels[known] ?? known
          }
        } else if !data.isPoint(feature) {
          lines += 1
        }
      }
      var areas: [(box: Box, payload: Int)] = []
      for feature in byOutline.values {
        geometry[feature] = repaired[feature] ?? data.geometry(feature, projector)
        if let box = geometry[feature]?.bounds { areas.append((box, feature)) }
      }
      features = byOutline.values.sorted()
      try addPoints(homes.filter { data.isPoint($0) }, data, projector, inside: areas)
    }

    private mutating func addPoints(
      _ points: [Int], _ data: OSMFeatureData, _ projector: Projector,
      inside areas: [(box: Box, payload: Int)]
    ) throws {
      let index = GeometryIndex(areas.sorted { $0.payload < $1.payload })
      let engine = GeometryEngine()
      var alone: [Int] = []
      for feature in points {
        geometry[feature] = data.geometry(feature, projector)
        if let point = geometry[feature]?.points.first,
          try index.query(Box(point).aroundOutline).contains(
            where: { area in
              guard let area = geometry[area] else { return false }
              return try PreparedGeometry(area, on: engine).isAt(point)
            })
        {
          repetitions += 1
        } else {
          alone.append(feature)
        }
      }
      features = alone + features
    }

    /// The object whose storeys count for a building.
    func source(ofLevels feature: Int) -> Int { levels[feature] ?? feature }
  }
}
