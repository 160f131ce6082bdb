import ArgumentParser
import Foundation
import ServiceCircles
import ServiceCirclesIO
import Streets

/// `circles nearest`: who reaches which facility, in how many minutes.
struct NearestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nearest", abstract: Interface.text("help.nearest"),
    discussion: Interface.text("help.nearest_example"))

  @Option(help: Interface.help("help.network", "file"))
  var network: String

  @Option(help: Interface.help("help.facilities", "file|osm"))
  var facilities: String

  @Option(help: Interface.help("help.points", "file"))
  var points: String

  @Option(help: Interface.help("help.minutes_limit", "m"))
  var minutes: Double

  @Option(help: Interface.help("help.by", "kind"))
  var by: Grouping?

  @Option(name: [.short, .long], help: Interface.help("help.nearest_output", "out.csv"))
  var output: String

  @OptionGroup var travel: TravelOptions
  @OptionGroup var common: CommonOptions

  enum Grouping: String, ExpressibleByArgument, CaseIterable {
    case kind
  }

  func validate() throws {
    guard minutes > 0, minutes <= MinuteList.most else {
      throw ValidationError(Interface.text("usage.minutes"))
    }
  }

  func run() async throws {
    if output != "-" { try OutputPlace.check(output) }
    try Preflight.check(network: network, layers: [facilities, points], output: output)
    var inputs = try Inputs(network: network, common)
    let facilities = try inputs.facilities(facilities)
    let points = try inputs.layer(points, role: "points")
    let travel = try travel.travel(inputs.network, file: network)
    let away = travel.offStreet(facilities.map(\.place)).count
    // Everybody would look uncovered.
    guard away < facilities.count else {
      throw CommandFailure.allOffNetwork(
        self.facilities == "osm" ? network : self.facilities, travel)
    }
    if away > 0 {
      common.say(
        "command.facilities_off_network",
        [
          "count": "\(away)", "all": "\(facilities.count)",
          "metres": Decimals.text(travel.access.reachMetres, places: 0),
        ])
    }
    let limit = Milliseconds.minutes(minutes)
    let groups =
      by == nil
      ? ["*": facilities.map(\.place)]
      : Dictionary(grouping: facilities, by: \.kind).mapValues { $0.map(\.place) }
    let kinds = groups.keys.sorted()
    let fields = kinds.map { travel.timeField(to: groups[$0] ?? [], within: limit) }
    let table = NearestTable(
      kinds: kinds, fields: fields, optimistic: fields.map { $0.optimistic() })
    let count = points.count
    let progress = Progress(total: count, common)
    let arrivals = await travel.arrivals(
      at: points.map(\.place), in: table.fields + table.optimistic, workers: common.jobs,
      progress: { progress.update($0) })
    progress.finish()
    let writer = try TextFileWriter(to: output, temporaryFiles: Signals.temporaryFiles)
    try writer.write(NearestTable.header)
    for (i, point) in points.enumerated() {
      for line in table.lines(of: point.place, at: i, in: arrivals) { try writer.write(line) }
    }
    try writer.finish()
    if output != "-" {
      common.say("command.nearest_written", ["count": "\(count)", "file": output])
    }
  }
}

/// The rows of `nearest`.
struct NearestTable {
  static let header = "id,kind,minutes,facility_id,access_m,status"

  let kinds: [String]
  let fields: [TimeField]
  let optimistic: [TimeField]

  /// One line for each kind.
  func lines(of place: Place, at index: Int, in arrivals: PlaceArrivals) -> [String] {
    kinds.indices.map { k in
      let start = "\(CSVText.field(place.id)),\(CSVText.field(kinds[k]))"
      if let arrival = arrivals.arrival(index, in: k), let facility = arrival.facility {
        return [
          start, Decimals.text(Double(arrival.time.value) / 60_000, places: 4),
          CSVText.field(fields[k].facilities[facility].id),
          Decimals.text(arrival.accessMetres, places: 2), "covered",
        ].joined(separator: ",")
      }
      let status =
        !arrivals.touchesStreet(index)
        ? "off_network"
        : arrivals.arrival(index, in: kinds.count + k) != nil ? "unknown" : "uncovered"
      return "\(start),,,,\(status)"
    }
  }
}
