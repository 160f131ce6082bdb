import PlaneGeometry
import ServiceCircles

/// Areas of an OpenStreetMap file that the reader could not put together.
///
/// A closed way with all its nodes that crosses itself is repaired, as areas of other layers are. What misses nodes or
/// members stays broken.
struct OSMBrokenAreas {
  /// By feature: the areas that could be repaired, in the plane.
  private(set) var repaired: [Int: Geometry] = [:]
  private let data: OSMFeatureData
  private let file: OSMFile
  private let role: String

  /// No way of the map has more nodes.
  private static let mostNodes = 2_000

  /// - Parameter isWanted: Whether a feature is one of those that are read.
  init(
    of data: OSMFeatureData, _ file: OSMFile, role: String, _ projector: Projector,
    isWanted: (Int) -> Bool
  ) throws(GeometryError) {
    self.data = data
    self.file = file
    self.role = role
    let engine = GeometryEngine()
    for feature in 0..<data.count
    where data.isBroken(feature) && data.isWay(feature) && isWanted(feature) {
      guard case .lineString(let ring)? = data.geometry(feature, projector),
        (4...Self.mostNodes).contains(ring.count), ring.first == ring.last
      else { continue }
      let area = try engine.makeValid(.polygon(Polygon(exterior: ring)))
      if area.dimension == 2 { repaired[feature] = .multiPolygon(area.polygons.map(\.wound)) }
    }
  }

  /// What is said of a feature whose area was repaired.
  func repairedIssue(_ feature: Int) -> RecordIssue {
    issue(feature, .warning, action: "community.repaired")
  }

  /// What is said of a feature that nothing can be made of.
  func leftOutIssue(_ feature: Int) -> RecordIssue {
    issue(feature, .warning, action: "osm.left_out")
  }

  /// What is said of a feature for which the parts of its outline stand that are there.
  func outlineIssue(_ feature: Int) -> RecordIssue {
    issue(feature, .note, action: "osm.outline_stands")
  }

  private func issue(
    _ feature: Int, _ severity: RecordIssue.Severity, action: String
  ) -> RecordIssue {
    RecordIssue(
      severity, role: role, layer: file.path, feature: data.id(feature),
      problem: Message(data.isRelation(feature) ? "osm.relation_broken" : "osm.area_broken"),
      action: Message(action))
  }
}
