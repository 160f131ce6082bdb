import ArgumentParser
import Foundation
import ServiceCircles
import ServiceCirclesIO
import Streets

/// `circles assess`: every community, every circle rule, in a report.
struct AssessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess", abstract: Interface.text("help.assess"),
    discussion: Interface.text("help.assess_example"))

  @Argument(help: Interface.help("help.project", "project.yaml"))
  var project: String?

  @Option(help: Interface.help("help.assess_standard", "id|file.yaml"))
  var standard: String?

  @Option(help: Interface.help("help.choose", "option=choice"))
  var choose: [String] = []

  @Option(help: Interface.help("help.network_all", "file"))
  var network: String?

  @Option(help: Interface.help("help.communities", "file[:layer]"))
  var communities: String?

  @Option(help: Interface.help("help.community_id", "column"))
  var communityId: String?

  @Option(help: Interface.help("help.residences", "file[:layer]"))
  var residences: String?

  @Option(help: Interface.help("help.assess_facilities", "file[:layer]|osm"))
  var facilities: [String] = []

  @Option(help: Interface.help("help.land", "file[:layer]|osm|community"))
  var land: String?

  @Option(help: Interface.help("help.admin_level", "n"))
  var adminLevel: Int?

  @Option(help: Interface.help("help.setting", "urban|rural"))
  var setting: Setting?

  @Option(help: Interface.help("help.only", "region"))
  var only: String?

  @Option(help: Interface.help("help.drawn_circles", "all|service|none"))
  var circles: AssessmentOptions.DrawnCircles = .all

  @Flag(help: Interface.help("help.overwrite"))
  var overwrite = false

  @Option(name: [.short, .long], help: Interface.help("help.report_output", "report.sqlite"))
  var output: String?

  @Flag(help: Interface.help("help.json"))
  var json = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard project != nil || network != nil || (communities != nil && !facilities.isEmpty) else {
      throw ValidationError(Interface.text("usage.nothing_to_assess"))
    }
    guard output != "-" else { throw ValidationError(Interface.text("usage.report_is_file")) }
    guard adminLevel.map((1...12).contains) ?? true else {
      throw ValidationError(Interface.text("usage.admin_level"))
    }
    guard communityId == nil || communities != nil || project != nil else {
      throw ValidationError(Interface.text("usage.community_id"))
    }
  }

  func run() async throws {
    let file = try projectFile()
    guard let report = try output ?? file.reportPlace() else {
      throw ValidationError(Interface.text("usage.no_report"))
    }
    let progress = RunProgress(isQuiet: common.quiet)
    let summary = try await ReportStore.write(
      assessing: file, to: OutputPlace.url(report), only: only, circles: circles,
      workers: common.jobs, language: Interface.language, overwrite: overwrite,
      temporaryFiles: Signals.temporaryFiles
    ) { progress.note($0) }
    progress.finish()
    try Interface.show(
      json
        ? JSONOutput.text(AssessmentDocument(summary, file.standard, report: report))
        : AssessmentText(summary: summary, standard: file.standard, report: report).text)
  }

  /// The project of the file, if there is one, with what the options say in its stead.
  private func projectFile() throws -> ProjectFile {
    var file = ProjectFile()
    if let project { file = try ProjectFile(path: project) }
    if common.allowNetwork { file.allowNetwork() }
    file.acceptsLosses = common.acceptLosses
    if let standard {
      file.standard = try StandardOptions.ruleSet(standard)
      file.standardFile = StandardOptions.file(standard)
    }
    file.standard = try StandardOptions.choosing(choose, in: file.standard)
    if let network { file.streets = network }
    if let communities {
      let columns = CommunityColumns()
      file.communities = (common.layer(communities), columns)
    }
    if let communityId {
      guard file.communities != nil else {
        throw ValidationError(Interface.text("usage.community_id"))
      }
      file.communities?.columns.id = communityId
    }
    if let residences { file.residences = (common.layer(residences), PlaceColumns()) }
    if !facilities.isEmpty {
      file.facilities = facilities.map {
        ProjectFile.Facilities(source: $0 == "osm" ? nil : common.layer($0))
      }
    }
    switch land {
    case nil: break
    case "osm": file.land = .openStreetMap
    case "community": file.land = .community
    case let layer?: file.land = .layer(common.layer(layer))
    }
    if let adminLevel { file.adminLevel = adminLevel }
    if let setting { file.setting = setting }
    return file
  }
}

extension Setting: ExpressibleByArgument {}
extension AssessmentOptions.DrawnCircles: ExpressibleByArgument {}
