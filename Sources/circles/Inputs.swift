import Foundation
import Geometry
import ServiceCircles
import ServiceCirclesIO
import StreetNetwork

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
    let points: [LocatedPoint]
    if source == "osm" {
      points = try OSMFacilities.read(OSMFile(path: networkPath), plane: plane).rows.map {
        LocatedPoint(place: $0.place, kind: $0.kind.description)
      }
    } else {
      points = try layer(source, role: "facilities")
    }
    guard !points.isEmpty else {
      throw CommandFailure(
        .badData, "command.no_facilities", ["file": source == "osm" ? networkPath : source])
    }
    return points
  }

  /// Points of a layer, as far as they can be used.
  mutating func layer(_ source: String, role: String) throws -> [LocatedPoint] {
    let table = try PlaceReader(LayerSource(argument: source), role: role, plane: plane).points()
    for issue in table.issues { report(issue) }
    issues += table.issues
    return table.rows
  }

  /// A point given on the command line.
  func point(_ at: LonLat) throws -> PlanePoint {
    guard
      let point = try Projector(plane).forward(longitude: at.longitude, latitude: at.latitude)
    else {
      throw CommandFailure(
        .badData, "command.point_outside_plane",
        ["point": "\(at.longitude),\(at.latitude)", "plane": plane.code])
    }
    return point
  }

  private func report(_ issue: RecordIssue) {
    guard !common.quiet, issue.severity > .note else { return }
    Interface.note(
      Interface.text(
        "command.issue",
        [
          "layer": issue.layer, "feature": issue.feature, "field": issue.field,
          "problem": issue.problem.text(in: Interface.language),
          "action": issue.action.text(in: Interface.language),
        ]))
  }
}
