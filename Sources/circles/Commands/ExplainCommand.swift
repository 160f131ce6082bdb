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
    let all = try inputs.facilities(facilities, byKind: kind != nil)
    let sought = try kind.map { try self.sought($0, among: all) } ?? all.ofAnyKind
    let travel = try travel.travel(inputs.network, file: network)
    let place = Place(id: "at", at: try inputs.point(at))
    try inputs.checkStreets(near: all, of: facilities, travel)
    let answers = try await NearestAnswers(
      of: [place], to: [sought], by: travel, within: Self.horizon)
    let answer = answers.answer(ofPoint: 0, kind: 0)
    let field = answers.field(ofKind: 0)
    guard let journey = field.journey(at: place), let facility = journey.arrival.facility else {
      throw failure(answer, travel)
    }
    let id = field.facilities[facility].id
    let explanation = Explanation(
      journey: journey, facilityID: id,
      kind: all.located.first { $0.place.id == id }?.kind.name ?? "",
      openCause: answer.openCause, names: inputs.network.names, direction: travel.direction)
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

  /// The facilities of a kind, and those that may be of it.
  private func sought(_ kind: String, among all: KindedFacilities) throws -> SoughtFacilities {
    let asked = all.asked(kind)
    if case .list = asked {
      throw ValidationError(Interface.text("usage.one_kind", ["value": kind]))
    }
    let sought = all.sought(asked)
    if all.kinds.contains(where: { asked.includes($0) }) { return sought }
    let kinds = all.kinds.compactMap(\.name)
    let nearest = all.nearest(to: kind)
    // One that does not say what it is may be what is asked for.
    if !kinds.isEmpty, nearest == nil, sought.mayBeMore { return sought }
    throw CommandFailure(
      .badData,
      kinds.isEmpty
        ? "command.no_kinds"
        : nearest == nil ? "command.no_such_kind" : "command.no_such_kind_nearest",
      [
        "kind": kind, "available": kinds.joined(separator: ", "), "nearest": nearest ?? "",
      ])
  }

  /// Why there is no way to explain.
  private func failure(
    _ answer: NearestAnswers.Answer, _ travel: TravelNetwork
  ) -> CommandFailure {
    let metres = ["metres": travel.access.reachMetres.text(places: 0)]
    switch answer.status {
    case .offNetwork: return CommandFailure(.badData, "explain.off_network", metres)
    case .covered, .uncovered: return CommandFailure(.badData, "explain.unreachable")
    case .unknown:
      return CommandFailure(
        .badData, "explain.unreachable_\((answer.openCause ?? .edge).rawValue)")
    }
  }
}
