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
    let facilities = try inputs.facilities(facilities, byKind: by == .kind)
    let points = try inputs.points(points)
    let travel = try travel.travel(inputs.network, file: network)
    try inputs.checkStreets(near: facilities, of: self.facilities, travel)
    let kinds = facilities.kinds
    if by == .kind, kinds.isEmpty {
      throw CommandFailure(.badData, "command.nothing_to_go_by", ["file": self.facilities])
    }
    let count = points.count
    let progress = Progress(total: count, isQuiet: common.quiet)
    let answers = try await NearestAnswers(
      of: points.map(\.place),
      to: by == .kind ? kinds.map { facilities.sought($0) } : [facilities.ofAnyKind],
      by: travel, within: .minutes(minutes), workers: common.jobs,
      progress: { progress.update($0) })
    progress.finish()
    let writer = try TextFileWriter(
      to: output, kind: Self.kind, overwrite: overwrite, temporaryFiles: Signals.temporaryFiles)
    try writer.write(Self.header)
    var openCount = 0
    for (i, point) in points.enumerated() {
      for (k, kind) in answers.kinds.enumerated() {
        let answer = answers.answer(ofPoint: i, kind: k)
        if answer.isTimeOpen { openCount += 1 }
        try writer.write(Self.line(point.place.id, kind, answer))
      }
    }
    try writer.finish()
    if openCount > 0 {
      common.say(
        "command.minutes_open",
        ["count": "\(openCount)", "all": "\(count * answers.kinds.count)"])
    }
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
