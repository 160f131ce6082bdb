import PlaneGeometry
import ServiceCircles
import Streets

/// Facilities of an OpenStreetMap file.
///
/// Ids are the object's type and number, `n1`, `w2`, `r3`; of an object that serves several kinds, one
/// facility a kind with `:` and the kind's code after it. Areas and lines keep their shape: legs end
/// at the nearest point of it; an area that cannot be put together is where the parts of its outline are. One mapped twice is one, and becomes an issue: an outer way beside its relation,
/// a point in the area of the same kind, two on the same outline or spot, where names and tags do not
/// differ.
public enum OSMFacilities {
  /// Reads the facilities, in the order of nodes, ways, relations, each by number, then by kind.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - plane: The working plane.
  /// - Throws: ``OSMFileError``; `GeometryError` where the plane cannot be used.
  public static func read(
    _ file: OSMFile, plane: WorkingPlane
  ) throws -> PlaceTable<Facility> {
    let map = FacilityTagMap.openStreetMap
    let keys = Array(Set(map.keys + ["name"])).sorted()
    let data = try file.features(tags: map.filters, keys: keys)
    let projector = try Projector(plane)
    var table = PlaceTable<Facility>(osm: ())
    let broken = try OSMBrokenAreas(of: data, file, role: "facilities", projector) { feature in
      !map.kinds { data.value(feature, $0) }.isEmpty
    }
    var found: [MappedFacility] = []
    for feature in 0..<data.count {
      let kinds = map.kinds { data.value(feature, $0) }
      guard !kinds.isEmpty else { continue }
      let id = data.id(feature)
      table.featureCount += kinds.count
      guard let geometry = broken.repaired[feature] ?? data.geometry(feature, projector) else {
        table.featureCount -= kinds.count - 1
        table.issues.append(
          data.isBroken(feature)
            ? broken.leftOutIssue(feature) : .outsidePlane(id, file, role: "facilities"))
        continue
      }
      if broken.repaired[feature] != nil {
        table.issues.append(broken.repairedIssue(feature))
      } else if data.isBroken(feature) {
        table.issues.append(broken.outlineIssue(feature))
      }
      let name = data.value(feature, "name")
      for kind in kinds {
        found.append(
          MappedFacility(
            feature: feature,
            facility: Facility(
              place: Place(id: kinds.count == 1 ? id : "\(id):\(kind)", geometry: geometry),
              kind: kind, name: name.isEmpty ? nil : name, geometry: geometry)))
      }
    }
    let repetitions = try FacilityRepetitions(found, data, keys: Set(map.filters.map(\.key)))
    table.rows = repetitions.facilities
    table.featureCount -= repetitions.dropped.count
    for (facility, other) in repetitions.dropped {
      table.issues.append(
        RecordIssue(
          .note, role: "facilities", layer: file.path, feature: facility.id,
          problem: Message(
            "osm.facility_repeated", ["kind": facility.kind.description, "other": other]),
          action: Message("osm.counted_once")))
    }
    return table
  }
}

extension PlaceTable {
  /// An empty table of an OpenStreetMap file.
  init(osm: Void) {
    self.init(rows: [], issues: [], featureCount: 0, format: "OSM", crs: "EPSG:4326")
  }
}

extension RecordIssue {
  /// A feature whose coordinates have no place in the working plane.
  static func outsidePlane(_ id: String, _ file: OSMFile, role: String) -> RecordIssue {
    RecordIssue(
      .warning, role: role, layer: file.path, feature: id,
      problem: Message("layer.outside_world"), action: Message("osm.left_out"))
  }
}
