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

  @Flag(help: Interface.help("help.overwrite_output"))
  var overwrite = false

  @OptionGroup var travel: TravelOptions
  @OptionGroup var common: CommonOptions

  enum Grouping: String, ExpressibleByArgument, CaseIterable {
    case kind
  }

  func validate() throws {
    guard minutes > 0, minutes <= MinuteList.maximumMinutes else {
      throw ValidationError(Interface.text("usage.minutes"))
    }
  }

  func run() async throws {
    let read = try Preflight.inputs(network: network, layers: [facilities, points], common)
    if output != "-" {
      try OutputPlace.check(output, kind: Self.kind, overwrite: overwrite, against: read)
    }
    var inputs = try Inputs(network: network, accessMetres: travel.access, common)
    let facilities = try inputs.facilities(facilities)
    let points = try inputs.layer(points, role: "points")
    let travel = try travel.travel(inputs.network, file: network)
    let offStreetCount = try travel.placesOffStreet(
      among: facilities.map(\.place), of: self.facilities == "osm" ? network : self.facilities
    ).count
    if offStreetCount > 0 {
      common.say(
        "command.facilities_off_network",
        [
          "count": "\(offStreetCount)", "all": "\(facilities.count)",
          "metres": travel.access.reachMetres.text(places: 0),
        ])
    }
    let count = points.count
    let progress = Progress(total: count, isQuiet: common.quiet)
    // Ungrouped, every kind counts as `*`.
    let unlocatedKinds: Set<String> =
      by == .kind ? inputs.unlocatedKinds : inputs.unlocatedKinds.isEmpty ? [] : ["*"]
    // Without a kind a facility may be of any.
    let unknown = by == nil ? [] : facilities.filter { $0.kind.isEmpty }
    guard unknown.count < facilities.count else {
      throw CommandFailure(.badData, "command.nothing_to_go_by", ["file": self.facilities])
    }
    let answers = try await NearestAnswers(
      of: points.map(\.place),
      to: facilities.filter { by == nil || !$0.kind.isEmpty }
        .map { (kind: by == nil ? "*" : $0.kind, place: $0.place) },
      unlocated: unlocatedKinds, ofUnknownKind: unknown.map(\.place), by: travel,
      within: .minutes(minutes), workers: common.jobs,
      progress: { progress.update($0) })
    progress.finish()
    let writer = try TextFileWriter(
      to: output, kind: Self.kind, overwrite: overwrite, temporaryFiles: Signals.temporaryFiles)
    try writer.write(Self.header)
    for (i, point) in points.enumerated() {
      for (k, kind) in answers.kinds.enumerated() {
        try writer.write(Self.line(point.place.id, kind, answers.answer(ofPoint: i, kind: k)))
      }
    }
    try writer.finish()
    if output != "-" {
      common.say("command.nearest_written", ["count": "\(count)", "file": output])
    }
  }

  private static let header = "id,kind,minutes,facility_id,access_m,status"
  private static let kind = OutputKind.table(header: header)

  private static func line(
    _ id: String, _ kind: String, _ answer: NearestAnswers.Answer
  ) -> String {
    [
      CSVText.field(id), CSVText.field(kind),
      answer.time.map { $0.minutesText(places: 4) } ?? "",
      answer.facilityID.map { CSVText.field($0) } ?? "",
      answer.accessMetres.map { $0.text(places: 2) } ?? "", answer.status.rawValue,
    ].joined(separator: ",")
  }
}
