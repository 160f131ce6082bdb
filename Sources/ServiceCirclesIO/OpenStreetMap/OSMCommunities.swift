import PlaneGeometry
import ServiceCircles

/// Communities of an OpenStreetMap file: its administrative boundaries.
///
/// > boundaries of the deepest admin_level with at least one complete polygon (the others become
/// > `issue` rows); none → the extent as one community, labelled.
enum OSMCommunities {
  /// Reads the communities.
  ///
  /// Boundaries of the level, or of a deeper one, that are not complete in the file become issues.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - plane: The working plane.
  ///   - level: The admin_level to take; the deepest one with a complete polygon when nil.
  ///   - setting: Urban or rural, for all of them.
  ///   - extent: In degrees, what stands for one community where no boundary is complete; the header's
  ///     box where it is plausible, else the extent of the streets, when nil.
  /// - Throws: ``OSMFileError``; `GeometryError` where the plane cannot be used.
  static func read(
    _ file: OSMFile, plane: WorkingPlane, level: Int? = nil, setting: Setting = .urban,
    extent: GeographicBox? = nil
  ) throws -> PlaceTable<Community> {
    let data = try file.features(
      tags: [("boundary", "administrative")], keys: ["boundary", "admin_level", "name"])
    let projector = try Projector(plane)
    let levels = (0..<data.count).map { levelOf(data.value($0, "admin_level")) }
    let repeated = data.outerWays { levels[$0] == levels[$1] }
    let boundaries = (0..<data.count).filter { isBoundary(data, $0) && repeated[$0] == nil }
    let deepest = boundaries.compactMap { levelOf(data.value($0, "admin_level")) }.max()
    let taken = level ?? deepest
    var table = PlaceTable<Community>(
      rows: [], issues: [], featureCount: 0, format: "OSM", crs: "EPSG:4326")
    for feature in boundaries where levelOf(data.value(feature, "admin_level")) == taken {
      table.featureCount += 1
      guard let geometry = data.geometry(feature, projector) else {
        table.issues.append(.outsidePlane(data.id(feature), file, role: "communities"))
        continue
      }
      let name = data.value(feature, "name")
      table.rows.append(
        Community(
          id: data.id(feature), name: name.isEmpty ? nil : name, setting: setting,
          polygons: geometry.polygons))
    }
    addIncomplete(data, file, from: table.rows.isEmpty ? nil : taken, only: level, to: &table)
    if table.rows.isEmpty {
      let box = try extent ?? streetExtent(file)
      try table.addExtent(box, file, projector, setting)
    }
    return table
  }

  /// An area with a level. A closed way counts where it has a name of its own: without, it is the rim
  /// of an island that belongs to a relation.
  private static func isBoundary(_ data: OSMFeatureData, _ feature: Int) -> Bool {
    data.isArea(feature) && data.value(feature, "boundary") == "administrative"
      && levelOf(data.value(feature, "admin_level")) != nil
      && (data.isRelation(feature) || !data.value(feature, "name").isEmpty)
  }

  private static func levelOf(_ text: String) -> Int? {
    Int(text).flatMap { (1...12).contains($0) ? $0 : nil }
  }

  private static func addIncomplete(
    _ data: OSMFeatureData, _ file: OSMFile, from taken: Int?, only level: Int?,
    to table: inout PlaceTable<Community>
  ) {
    for relation in 0..<data.count where data.isBroken(relation) && data.isRelation(relation) {
      guard let own = levelOf(data.value(relation, "admin_level")),
        level.map({ own == $0 }) ?? (own >= taken ?? 0)
      else { continue }
      table.featureCount += 1
      table.issues.append(
        RecordIssue(
          .warning, role: "communities", layer: file.path,
          feature: data.id(relation),
          problem: Message(
            "osm.boundary_incomplete",
            ["name": data.value(relation, "name"), "level": "\(own)"]),
          action: Message("osm.boundary_left_out")))
    }
  }

  private static func streetExtent(_ file: OSMFile) throws(OSMFileError) -> GeographicBox {
    let streets = try file.streets(filterKey: "highway", keys: [])
    guard let lies = StreetExtent(streets) else {
      // Without streets nothing speaks against the header.
      if let box = streets.headerBox { return box.degrees }
      throw OSMFileError(path: file.path, kind: .noStreets, detail: "no streets in the file")
    }
    return lies.headerBox ?? lies.bounds
  }
}

extension PlaceTable<Community> {
  /// Adds the extent as one community, and says so.
  fileprivate mutating func addExtent(
    _ box: GeographicBox, _ file: OSMFile, _ projector: Projector, _ setting: Setting
  ) throws(OSMFileError) {
    guard let polygon = projector.forward(box) else {
      throw OSMFileError(
        path: file.path, kind: .outsidePlane,
        detail: "the extent has no place in \(projector.plane)")
    }
    featureCount += 1
    rows.append(
      Community(
        id: "extent", name: file.path.split(separator: "/").last.map(String.init),
        setting: setting, polygons: [polygon]))
    issues.append(
      RecordIssue(
        .note, role: "communities", layer: file.path, feature: "extent",
        problem: Message("osm.no_boundary"), action: Message("osm.extent_is_community")))
  }
}
