import PlaneGeometry
import ServiceCircles

/// Residential land of an OpenStreetMap file: areas with `landuse=residential`.
public enum OSMLand {
  /// Reads the land; an area that is not valid is repaired and becomes an issue.
  ///
  /// - Throws: ``OSMFileError``; `GeometryError` where the plane cannot be used.
  public static func read(_ file: OSMFile, plane: WorkingPlane) throws -> PlaceTable<[Polygon]> {
    let data = try file.features(tags: [("landuse", "residential")], keys: ["landuse"])
    let projector = try Projector(plane)
    let engine = GeometryEngine()
    var table = PlaceTable<[Polygon]>(osm: ())
    func isResidential(_ feature: Int) -> Bool {
      data.value(feature, "landuse") == "residential"
    }
    let broken = try OSMBrokenAreas(
      of: data, file, role: "land", projector, isWanted: isResidential)
    func isLand(_ feature: Int) -> Bool {
      (data.isArea(feature) || data.isBroken(feature)) && isResidential(feature)
    }
    let repeated = data.outerWays { _, relation in isLand(relation) }
    for feature in 0..<data.count where isLand(feature) && repeated[feature] == nil {
      table.featureCount += 1
      if data.isBroken(feature) {
        if let area = broken.repaired[feature] {
          table.issues.append(broken.repairedIssue(feature))
          table.rows.append(area.polygons)
        } else {
          table.issues.append(broken.leftOutIssue(feature))
        }
        continue
      }
      guard let geometry = data.geometry(feature, projector) else {
        table.issues.append(.outsidePlane(data.id(feature), file, role: "land"))
        continue
      }
      func report(_ severity: RecordIssue.Severity, _ problem: Message, _ action: String) {
        table.issues.append(
          RecordIssue(
            severity, role: "land", layer: file.path, feature: data.id(feature),
            problem: problem, action: Message(action)))
      }
      var valid = geometry
      do {
        if try engine.invalidReason(geometry) != nil {
          valid = try engine.makeValid(geometry)
          report(.warning, Message("community.invalid"), "community.repaired")
        }
      } catch {
        if error.isOutOfMemory { throw error }
        report(
          .error, Message("layer.invalid_geometry", ["reason": "\(error)"]), "layer.skipped")
        continue
      }
      table.rows.append(valid.polygons.map(\.wound))
    }
    return table
  }
}
