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

  /// Reads the streets.
  init(network path: String, _ common: CommonOptions) throws {
    self.common = common
    networkPath = path
    common.say("command.reading_streets", ["file": path])
    let streets = try OSMStreets(OSMFile(path: path))
    plane = streets.plane
    issues = streets.issues
    if !common.quiet { Self.report(issues.filter { $0.severity > .note }, of: path) }
    network = try StreetNetwork(streets)
    common.say(
      "command.streets_read",
      [
        "edges": "\(network.edgeCount)", "nodes": "\(network.nodes.count)",
        "cut": "\(streets.waysCut)", "plane": plane.code,
      ])
  }

  /// Facilities with their kinds: from the OpenStreetMap file (`osm`) or from a layer.
  mutating func facilities(_ source: String) throws -> [LocatedPoint] {
    guard source == "osm" else { return try layer(source, role: "facilities") }
    let table = try OSMFacilities.read(OSMFile(path: networkPath), plane: plane)
    guard !table.rows.isEmpty else {
      throw CommandFailure(.badData, "command.no_osm_facilities", ["file": networkPath])
    }
    return table.rows.map { LocatedPoint(place: $0.place, kind: $0.kind.description) }
  }

  /// Points of a layer, as far as they can be used; at least one.
  mutating func layer(_ source: String, role: String) throws -> [LocatedPoint] {
    let table = try PlaceReader(LayerSource(argument: source), role: role, plane: plane).points()
    guard !table.rows.isEmpty else {
      // What is wrong with one record is wrong with all: that it is said once is enough.
      let reason =
        table.issues.first { $0.severity == .error }
        .map { Interface.text("command.first_problem", Self.texts(of: $0)) }
        ?? Interface.text("command.no_records")
      throw CommandFailure(
        .badData, role == "facilities" ? "command.no_facilities" : "command.no_points",
        ["file": source, "reason": reason])
    }
    if !common.quiet { Self.report(table.issues.filter { $0.severity > .note }, of: source) }
    issues += table.issues
    return table.rows
  }

  /// A point given on the command line.
  func point(_ at: LonLat) throws -> PlanePoint {
    guard
      let point = try Projector(plane).forward(
        GeographicPoint(longitude: at.longitude, latitude: at.latitude))
    else {
      throw CommandFailure(
        .badData, "command.point_outside_plane",
        ["point": "\(at.longitude),\(at.latitude)", "plane": plane.code])
    }
    return point
  }

  /// How many records' problems are listed; a column that is wrong is wrong in every record.
  static let mostListed = 20

  /// Lists what is wrong with records, on standard error.
  static func report(_ issues: [RecordIssue], of source: String) {
    for issue in issues.prefix(mostListed) {
      Interface.note(
        Interface.text(
          issue.feature.isEmpty ? "command.issue_of_file" : "command.issue", texts(of: issue)))
    }
    if issues.count > mostListed {
      Interface.note(
        Interface.text(
          "command.more_issues",
          ["file": source, "count": "\(issues.count - mostListed)"]))
    }
  }

  private static func texts(of issue: RecordIssue) -> [String: String] {
    [
      "layer": issue.layer,
      "place": Interface.text(
        issue.field.isEmpty ? "command.feature" : "command.feature_field",
        ["feature": issue.feature, "field": issue.field]),
      "problem": Interface.text(issue.problem),
      "action": Interface.text(issue.action),
    ]
  }
}
