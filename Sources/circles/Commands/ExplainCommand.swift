import ArgumentParser
import Foundation
import PlaneGeometry
import ServiceCircles
import ServiceCirclesIO
import Streets

/// `circles explain`: the route to the nearest facility, step by step.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: Interface.text("help.explain"),
    discussion: Interface.text("help.explain_example"))

  @Option(help: Interface.help("help.network", "file"))
  var network: String

  @Option(help: Interface.help("help.facilities", "file|osm"))
  var facilities: String

  @Option(parsing: .unconditional, help: Interface.help("help.at", "lon,lat"))
  var at: LonLat

  @Option(help: Interface.help("help.kind", "k"))
  var kind: String?

  @Flag(help: Interface.help("help.json"))
  var json = false

  @Option(name: [.short, .long], help: Interface.help("help.explain_output", "out.geojson"))
  var output: String?

  @Flag(help: Interface.help("help.overwrite_output"))
  var overwrite = false

  @OptionGroup var travel: TravelOptions
  @OptionGroup var common: CommonOptions

  /// The search limit: a route of more than four hours explains nothing.
  private static let horizon = Milliseconds.minutes(240)

  func validate() throws {
    try at.check()
    if json, output == "-" { throw ValidationError(Interface.text("usage.json_or_output")) }
  }

  func run() async throws {
    let read = try Preflight.inputs(network: network, layers: [facilities], common)
    if let output, output != "-" {
      try OutputPlace.check(output, kind: Explanation.kind, overwrite: overwrite, against: read)
    }
    var inputs = try Inputs(network: network, accessMetres: travel.access, common)
    let all = try inputs.facilities(facilities)
    let wanted = all.filter { facility in kind.map { facility.isOf(kind: $0) } ?? true }
    guard !wanted.isEmpty else {
      let kinds = Set(all.map(\.kind)).subtracting([""]).sorted()
      throw CommandFailure(
        .badData, kinds.isEmpty ? "command.no_kinds" : "command.no_such_kind",
        ["kind": kind ?? "*", "available": kinds.joined(separator: ", ")])
    }
    let travel = try travel.travel(inputs.network, file: network)
    let field = travel.timeField(to: wanted.map(\.place), within: Self.horizon)
    let place = Place(id: "at", at: try inputs.point(at))
    guard let journey = field.journey(at: place), let facility = journey.arrival.facility else {
      let isNear = AccessLegs(of: place, in: travel).touchesStreet
      throw CommandFailure(
        .badData, isNear ? "explain.unreachable" : "explain.off_network",
        ["metres": travel.access.reachMetres.text(places: 0)])
    }
    let id = field.facilities[facility].id
    let explanation = Explanation(
      journey: journey, facilityID: id,
      kind: wanted.first { $0.place.id == id }?.kind ?? "",
      names: inputs.network.names, direction: travel.direction)
    if let output {
      let writer = try TextFileWriter(
        to: output, kind: Explanation.kind, overwrite: overwrite,
        temporaryFiles: Signals.temporaryFiles)
      try writer.write(explanation.geoJSON(in: Projector(inputs.plane)))
      try writer.finish()
    }
    if json {
      try Interface.show(try explanation.json())
    } else if output != "-" {
      try Interface.show(explanation.text)
    }
  }
}
