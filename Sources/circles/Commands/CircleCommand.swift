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
  var form: CircleForm = .each

  @Option(help: Interface.help("help.tolerance", "m"))
  var tolerance: Double = 2

  @Option(name: [.short, .long], help: Interface.help("help.circle_output", "out"))
  var output: String

  @OptionGroup var travel: TravelOptions
  @OptionGroup var common: CommonOptions

  enum CircleForm: String, ExpressibleByArgument, CaseIterable {
    case each, dissolved, nearest
  }

  func validate() throws {
    guard (at == nil) != (facilities == nil) else {
      throw ValidationError(Interface.text("usage.at_or_facilities"))
    }
    guard tolerance >= 0.1, tolerance <= 100 else {
      throw ValidationError(Interface.text("usage.tolerance"))
    }
  }

  func run() async throws {
    try CircleWriter.check(output)
    try Preflight.check(network: network, layers: [facilities], output: output)
    var inputs = try Inputs(network: network, common)
    let places: [Place] =
      if let at {
        [Place(id: "at", at: try inputs.point(at))]
      } else {
        try inputs.facilities(facilities ?? "").map(\.place)
      }
    let travel = try travel.travel(inputs.network, file: network)
    let offStreet = travel.offStreet(places)
    guard offStreet.count < places.count else {
      throw at != nil
        ? CommandFailure(
          .badData, "explain.off_network",
          ["metres": Decimals.text(travel.access.reachMetres, places: 0)])
        : .allOffNetwork(facilities == "osm" ? network : facilities ?? "", travel)
    }
    for place in offStreet.prefix(Inputs.mostListed) {
      common.say("command.no_street_near", ["id": place.id])
    }
    let writer = try CircleWriter(
      to: output, plane: inputs.plane, temporaryFiles: Signals.temporaryFiles)
    let progress = Progress(total: form == .each ? places.count : minutes.values.count, common)
    var done = 0
    var written = 0
    func write(_ id: String, _ minutes: Double, _ polygons: [CirclePolygon]) throws {
      if polygons.isEmpty { return }
      try writer.write(CircleFeature(id: id, minutes: minutes, geometry: polygons.geometry))
      written += 1
    }
    func noteProgress() {
      done += 1
      progress.update(done)
    }
    switch form {
    case .each:
      let batch = CircleBatch(travel, toleranceMetres: tolerance, workers: common.jobs)
      try await batch.forEachFacility(of: places, within: minutes.times) { place, circles in
        for (minutes, circle) in zip(minutes.values, circles) {
          try write(places[place].id, minutes, circle)
        }
        noteProgress()
      }
    case .dissolved:
      let circles = CircleEngine(travel, toleranceMetres: tolerance)
        .circles(of: places, within: minutes.times)
      for (minutes, circle) in zip(minutes.values, circles) {
        try write("*", minutes, circle)
        noteProgress()
      }
    case .nearest:
      let field = travel.timeField(to: places, within: minutes.longest)
      for (minutes, time) in zip(minutes.values, minutes.times) {
        for part in field.catchments(within: time, toleranceMetres: tolerance) {
          try write(field.facilities[part.facility].id, minutes, part.polygons)
        }
        noteProgress()
      }
    }
    progress.finish()
    try writer.finish()
    if output != "-" {
      common.say(
        "command.circles_written",
        ["count": "\(written)", "file": output, "empty": "\(offStreet.count)"])
    }
  }
}
