import ArgumentParser
import Foundation
import ServiceCircles
import ServiceCirclesIO
import StreetNetwork

/// `circles assess`: every community, every circle rule, in a report.
struct AssessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess", abstract: Interface.text("help.assess"),
    discussion: Interface.text("help.assess_example"))

  @Option(help: Interface.help("help.network_all", "file"))
  var network: String

  @Option(help: Interface.help("help.admin_level", "n"))
  var adminLevel: Int?

  @Option(help: Interface.help("help.drawn_circles", "all|none"))
  var circles: DrawnCircles = .all

  @Flag(help: Interface.help("help.overwrite"))
  var overwrite = false

  @Option(name: [.short, .long], help: Interface.help("help.report_output", "report.sqlite"))
  var output: String

  @Flag(help: Interface.help("help.json"))
  var json = false

  @OptionGroup var common: CommonOptions

  enum DrawnCircles: String, ExpressibleByArgument, CaseIterable {
    case all, none
  }

  func validate() throws {
    guard output != "-" else { throw ValidationError(Interface.text("usage.report_is_file")) }
    guard adminLevel.map((1...12).contains) ?? true else {
      throw ValidationError(Interface.text("usage.admin_level"))
    }
  }

  func run() async throws {
    let started = Date()
    let place = URL(fileURLWithPath: output)
    // The place of the report is tried before the long work.
    try Preflight.check(network: network, output: output)
    try ReportStore.check(place, overwrite: overwrite)
    let inputs = try Inputs(network: network, common)
    let store = try ReportStore(
      at: place, srid: inputs.plane.srid, overwrite: overwrite,
      temporaryFiles: Signals.temporaryFiles)
    let file = OSMFile(path: network)
    let communities = try OSMCommunities.read(file, plane: inputs.plane, level: adminLevel)
    let residences = try OSMHomes.read(file, plane: inputs.plane)
    let facilities = try OSMFacilities.read(file, plane: inputs.plane)
    common.say(
      "command.inputs_read",
      [
        "communities": "\(communities.rows.count)", "residences": "\(residences.rows.count)",
        "facilities": "\(facilities.rows.count)",
      ])
    let travel = TravelNetwork(inputs.network, by: .walk)
    guard travel.hasStreets else {
      throw CommandFailure(
        .badData, "command.no_streets_for_mode",
        ["file": network, "mode": Interface.text("mode.walk")])
    }
    let assessment = Assessment(
      Assessment.Inputs(
        travel: travel, communities: communities.rows, residences: residences.rows,
        facilities: facilities.rows),
      workers: common.jobs)
    let progress = Progress(total: residences.rows.count, common)
    let result = try await assessment.run(progress: { progress.update($0) })
    progress.finish()
    try store.append(inputRows(communities, residences, facilities))
    try store.write(result, of: assessment, language: Interface.language)
    let issues = communities.issues + residences.issues + facilities.issues
    try store.append(issues: issues, language: Interface.language)
    if circles == .all {
      let progress = Progress(total: assessment.circleCount, common)
      try await store.writeCircles(of: assessment, workers: common.jobs) { progress.update($0) }
      progress.finish()
    }
    try store.append([
      RunRow(
        engineVersion: Version.current, startedAt: started, finishedAt: Date(),
        standardID: "zhejiang-14fyp", profiles: ["standard"], workingSRID: inputs.plane.srid)
    ])
    try store.finish()
    let summary = AssessmentSummary(
      result, report: output, issueCount: issues.count + result.issues.count)
    try Interface.show(json ? try summary.json() : summary.text)
  }

  private func inputRows(
    _ communities: PlaceTable<Community>, _ residences: PlaceTable<Residence>,
    _ facilities: PlaceTable<Facility>
  ) throws -> [InputRow] {
    let digest = try InputDigest.sha256(of: URL(fileURLWithPath: network))
    func row<Row>(_ role: String, _ table: PlaceTable<Row>?) -> InputRow {
      var row = InputRow(role: role, path: network)
      row.format = "OSM"
      row.crs = "EPSG:4326"
      row.sha256 = digest
      row.features = table?.featureCount
      row.rejected = table?.rejectedCount
      return row
    }
    return [
      row("communities", communities), row("facilities", facilities),
      row("residences", residences), row("streets", nil as PlaceTable<Community>?),
    ]
  }
}
