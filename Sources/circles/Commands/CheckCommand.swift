import ArgumentParser
import Foundation
import ServiceCircles
import ServiceCirclesIO

/// `circles check`: new-build projects by the plan's rules.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: Interface.text("help.check"),
    discussion: Interface.text("help.check_example"))

  @Argument(help: Interface.help("help.projects", "projects.csv|.yaml"))
  var projects: String

  @OptionGroup var plan: StandardOptions

  @Option(help: Interface.help("help.check_network", "file"))
  var network: String?

  @Option(help: Interface.help("help.check_facilities", "file[:layer]|osm"))
  var facilities: [String] = []

  @Flag(help: Interface.help("help.json"))
  var json = false

  @Option(name: [.short, .long], help: Interface.help("help.check_output", "report.sqlite"))
  var output: String?

  @Flag(help: Interface.help("help.overwrite"))
  var overwrite = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard output != "-" else { throw ValidationError(Interface.text("usage.report_is_file")) }
    guard facilities.isEmpty || network != nil else {
      throw ValidationError(Interface.text("usage.facilities_need_network"))
    }
  }

  func run() async throws {
    let place = output.map { URL(fileURLWithPath: $0) }
    if let place {
      let layers = ([projects] + facilities.filter { $0 != "osm" }).map {
        LayerSource(argument: $0).path
      }
      try ReportStore.check(
        place, overwrite: overwrite,
        against: InputFiles(layers + [network, plan.file].compactMap { $0 }))
    }
    let standard = try plan.ruleSet()
    let progress = RunProgress(isQuiet: common.quiet)
    let check = try await ProjectCheck(
      LayerSource(argument: projects), standard: standard, around: surroundings,
      workers: common.jobs, progress: { progress.note($0) },
      notes: { list in
        for note in list.notes { common.say(note) }
        if !common.quiet { Inputs.report(list.issues, of: projects) }
      })
    let result = try await check.run { progress.note($0) }
    progress.finish()
    if let network, !common.quiet {
      Inputs.report(
        check.inputs.issues.filter { $0.severity > .note && $0.role != "projects" }, of: network)
      Inputs.report(result.placementIssues, of: projects)
    }
    if let place {
      try ReportStore.write(
        result, to: place, language: Interface.language, overwrite: overwrite,
        temporaryFiles: Signals.temporaryFiles)
    }
    try Interface.show(
      json
        ? JSONOutput.text(result.projects.map { CheckDocument($0, standard) })
        : CheckText(standard: standard, file: projects, results: result.projects).text)
    let code = Self.exitCode(of: result)
    if code != 0 { throw ExitCode(code) }
  }

  /// The streets and facilities that are read beside the projects; nil without `--network`.
  private var surroundings: ProjectFile? {
    guard let network else { return nil }
    var file = ProjectFile()
    file.streets = network
    file.facilities = (facilities.isEmpty ? ["osm"] : facilities).map {
      ProjectFile.Facilities(source: $0 == "osm" ? nil : LayerSource(argument: $0))
    }
    return file
  }

  /// 65 where a record cannot be judged, else 1 where one fails, else 2 where one is not known, else 0.
  private static func exitCode(of result: ProjectCheck.Result) -> Int32 {
    switch result.gravest {
    case nil: CommandFailure.Code.badData.rawValue
    case .fail: 1
    case .unknown: 2
    case .pass, .notApplicable: 0
    }
  }
}
