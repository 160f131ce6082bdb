import Foundation
import PlaneGeometry
import ServiceCircles
import ServiceCirclesIO
import Streets

/// Reads what commands work on, says what it found, and keeps the issues.
struct Inputs {
  let networkPath: String
  let network: StreetNetwork
  let plane: WorkingPlane
  private(set) var issues: [RecordIssue] = []
  private let common: CommonOptions
  /// The streets as what layers are held against.
  private let ground: Ground

  /// Reads the streets.
  init(network path: String, accessMetres: Double, _ common: CommonOptions) throws {
    self.common = common
    networkPath = path
    common.say("command.reading_streets", ["file": path])
    let streets = try OSMStreets(OSMFile(path: path))
    plane = streets.plane
    issues = streets.issues
    if !common.quiet { IssueLines.report(issues.filter { $0.severity > .note }, of: path) }
    let file = OSMFile(path: path)
    try streets.ways.check(file, accepted: common.acceptLosses)
    let row = streets.ways.source(file)
    if row.rejected ?? 0 > 0 { Interface.note(LossText.line(of: row)) }
    // Every extract has ways that are cut, or closed: the quiet need not hear of them.
    if !common.quiet, let doubt = LossText.doubt(of: row) { Interface.note(doubt) }
    network = try StreetNetwork(streets)
    common.say(
      "command.streets_read",
      [
        "edges": "\(network.edgeCount)", "nodes": "\(network.nodes.count)",
        "cut": "\(streets.waysCut)", "plane": plane.code,
      ])
    ground = Ground(network, file: path, plane: plane, accessMetres: accessMetres)
    if let issue = try ground.checkPlane() { remark(issue) }
  }

  /// Says what is odd about how a layer lies to the streets or the plane.
  private mutating func remark(_ issue: RecordIssue) {
    IssueLines.report(issue)
    issues.append(issue)
  }

  /// Facilities with their kinds: from the OpenStreetMap file (`osm`) or from a layer.
  ///
  /// - Parameter byKind: Whether somebody asks for their kinds, and so for what is odd about them.
  mutating func facilities(_ source: String, byKind: Bool) throws -> KindedFacilities {
    guard source == "osm" else {
      return try read(source, role: "facilities", byKind: byKind)
    }
    let table = try OSMFacilities.read(OSMFile(path: networkPath), plane: plane)
    try table.checkTagged(in: networkPath)
    say(table.source(role: "facilities", LayerSource(path: networkPath)))
    return KindedFacilities(
      table.rows.map { LocatedPoint(place: $0.place, kind: .kind($0.kind)) })
  }

  /// Points of a layer, as far as they can be used; at least one.
  mutating func points(_ source: String) throws -> [LocatedPoint] {
    try read(source, role: "points", byKind: false).located
  }

  private mutating func read(
    _ source: String, role: String, byKind: Bool
  ) throws -> KindedFacilities {
    let layer = common.layer(source)
    let table = try PlaceReader(layer, role: role, plane: plane).points()
    try table.explainNowhere(layer, role: role, on: ground)
    guard !table.rows.isEmpty else {
      // What is wrong with one record is wrong with all: that it is said once is enough.
      let reason =
        table.issues.first { $0.severity == .error }
        .map { Interface.text("command.first_problem", IssueLines.texts(of: $0)) }
        ?? Interface.text("command.no_records")
      throw CommandFailure(
        .badData, role == "facilities" ? "command.no_facilities" : "command.no_points",
        ["file": source, "reason": reason])
    }
    try table.checkLosses(of: layer, accepted: common.acceptLosses)
    if !common.quiet { IssueLines.report(table.issues.filter { $0.severity > .note }, of: source) }
    let facilities = KindedFacilities(table)
    var row = table.source(role: role, layer)
    if byKind { row.doubt(facilities.doubts) }
    say(row)
    issues += table.issues
    if let issue = try ground.check(
      table.rows.compactMap(\.place.extent), of: layer.description, role: role,
      sample: { CoordinateSample(of: layer) })
    {
      remark(issue)
    }
    return facilities
  }

  /// Says how many records of a layer are used, where some are not, and what is odd about those that are: to the
  /// quiet, too.
  private func say(_ source: InputSource) {
    if source.rejected ?? 0 > 0 { Interface.note(LossText.line(of: source)) }
    if let doubt = LossText.doubt(of: source) { Interface.note(doubt) }
  }

  /// Says how many facilities of a layer lie off the streets.
  ///
  /// - Throws: ``AssessmentError/allOffNetwork(file:metres:)`` where all do.
  func checkStreets(
    near facilities: KindedFacilities, of source: String, _ travel: TravelNetwork
  ) throws {
    let away = try travel.placesOffStreet(
      among: facilities.located.map(\.place), of: source == "osm" ? networkPath : source)
    if away.isEmpty { return }
    Interface.note(
      Interface.text(
        "command.facilities_off_network",
        [
          "count": "\(away.count)", "all": "\(facilities.located.count)",
          "metres": travel.access.reachMetres.text(places: 0),
        ]))
  }

  /// A point given on the command line; it lies on the streets.
  func point(_ at: LonLat) throws -> PlanePoint {
    guard
      let point = try Projector(plane).forward(
        GeographicPoint(longitude: at.longitude, latitude: at.latitude))
    else {
      throw CommandFailure(
        .badData, "command.point_outside_plane",
        ["point": "\(at.longitude),\(at.latitude)", "plane": plane.code])
    }
    try ground.check(
      place: point, at: GeographicPoint(longitude: at.longitude, latitude: at.latitude),
      of: "--at \(at.longitude),\(at.latitude)")
    return point
  }
}
