import ArgumentParser
import PlaneGeometry
import ServiceCircles
import ServiceCirclesIO
import Streets

/// `circles circle`: service-circle polygons.
struct CircleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "circle", abstract: Interface.text("help.circle"),
    discussion: Interface.text("help.circle_example"))

  @Option(help: Interface.help("help.network", "file"))
  var network: String

  @Option(parsing: .unconditional, help: Interface.help("help.at", "lon,lat"))
  var at: LonLat?

  @Option(help: Interface.help("help.facilities", "file|osm"))
  var facilities: String?

  @Option(help: Interface.help("help.minutes", "5,10,15"))
  var minutes: MinuteList

  @Option(help: Interface.help("help.form", "each|dissolved|nearest"))
  var form: CircleRequest.Form = .each

  @Option(help: Interface.help("help.tolerance", "m"))
  var tolerance: Double = 2

  @Option(name: [.short, .long], help: Interface.help("help.circle_output", "out"))
  var output: String

  @Flag(help: Interface.help("help.overwrite_output"))
  var overwrite = false

  @OptionGroup var travel: TravelOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (at == nil) != (facilities == nil) else {
      throw ValidationError(Interface.text("usage.at_or_facilities"))
    }
    try at?.check()
    try minutes.check()
    guard tolerance >= 0.1, tolerance <= 100 else {
      throw ValidationError(Interface.text("usage.tolerance"))
    }
  }

  func run() async throws {
    try CircleWriter.check(
      output, overwrite: overwrite,
      against: Preflight.inputs(network: network, layers: [facilities], common))
    var inputs = try Inputs(network: network, accessMetres: travel.access, common)
    let places: [Place] =
      if let at {
        [Place(id: "at", at: try inputs.point(at))]
      } else {
        try inputs.facilities(facilities ?? "", byKind: false).located.map(\.place)
      }
    let travel = try travel.travel(inputs.network, file: network)
    let offStreet = try placesOffStreet(among: places, of: travel)
    for place in offStreet.prefix(IssueLines.mostListed) {
      common.say("command.no_street_near", ["id": place.id])
    }
    if !offStreet.isEmpty {
      Interface.note(
        Interface.text(
          "command.places_without_circle",
          [
            "count": "\(offStreet.count)", "all": "\(places.count)",
            "metres": travel.access.reachMetres.text(places: 0),
          ]))
    }
    let writer = try CircleWriter(
      to: output, plane: inputs.plane, overwrite: overwrite,
      temporaryFiles: Signals.temporaryFiles)
    let request = CircleRequest(
      form, minutes: minutes.values, tolerance: .metres(tolerance), workers: common.jobs)
    let progress = Progress(total: request.steps(for: places), isQuiet: common.quiet)
    var written = 0
    var atEdge = 0
    try await request.draw(places, by: travel) {
      progress.update($0)
    } receive: { circle in
      try writer.write(
        CircleFeature(
          id: circle.id, minutes: circle.minutes, geometry: circle.polygons.geometry))
      written += 1
      if circle.reachesEdge { atEdge += 1 }
    }
    progress.finish()
    try writer.finish()
    if atEdge > 0 {
      Interface.note(
        Interface.text(
          "command.circles_at_edge", ["count": "\(atEdge)", "all": "\(written)"]))
    }
    if output != "-" {
      common.say(
        "command.circles_written",
        ["count": "\(written)", "file": output, "empty": "\(offStreet.count)"])
    }
  }

  /// The places no street reaches, which have no circle.
  ///
  /// - Throws: ``CommandFailure`` for a point that is off the streets,
  ///   ``AssessmentError/allOffNetwork(file:metres:)`` for a layer all of which is.
  private func placesOffStreet(among places: [Place], of travel: TravelNetwork) throws -> [Place] {
    do {
      return try travel.placesOffStreet(
        among: places, of: facilities == "osm" ? network : facilities ?? "")
    } catch AssessmentError.allOffNetwork(_, let metres) where at != nil {
      throw CommandFailure(
        .badData, "explain.off_network", ["metres": metres.text(places: 0)])
    }
  }
}

extension CircleRequest.Form: ExpressibleByArgument {}
