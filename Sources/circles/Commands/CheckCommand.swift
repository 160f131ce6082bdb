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

  @Option(help: Interface.help("help.check_rules", "N-1,N-2"))
  var rules: String?

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
    let place = output.map(OutputPlace.url)
    if let place {
      let layers = ([projects] + facilities.filter { $0 != "osm" }).map { common.layer($0).path }
      try ReportStore.check(
        place, overwrite: overwrite,
        against: InputFiles(layers, files: [network, plan.file].compactMap { $0 }))
    }
    let standard = try plan.ruleSet()
    let only = try onlyRules(of: standard)
    let progress = RunProgress(isQuiet: common.quiet)
    let check = try await ProjectCheck(
      common.layer(projects), standard: standard, around: surroundings,
      rules: only, workers: common.jobs, progress: { progress.note($0) },
      notes: { list in
        for note in list.notes { common.say(note) }
        if !common.quiet { IssueLines.report(list.idIssues + list.totalIssues, of: projects) }
      })
    let result = try await check.run { progress.note($0) }
    progress.finish()
    if let network, !common.quiet {
      IssueLines.report(
        check.inputs.issues.filter { issue in
          issue.severity > .note && issue.role != "projects" && !issue.isAboutExtent
        }, of: network)
      IssueLines.report(result.placementIssues, of: projects)
    }
    if let place {
      try ReportStore.write(
        result, to: place, language: Interface.language, overwrite: overwrite,
        temporaryFiles: Signals.temporaryFiles)
    }
    try Interface.show(
      json
        ? JSONOutput.text(result.projects.map { CheckDocument($0, standard, rules: only) })
        : CheckText(
          standard: standard, file: projects, onlyRules: only, results: result.projects,
          sources: result.sources, remarks: result.issues.remarks
        ).text)
    let code = Self.exitCode(of: result)
    if code != 0 { throw ExitCode(code) }
  }

  /// The rules that `--rules` narrows the check to, in the order of the plan; nil for all.
  private func onlyRules(of standard: RuleSet) throws -> [String]? {
    guard let rules else { return nil }
    let known = standard.newBuildRules.map(\.id)
    let asked = rules.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    for id in asked where !known.contains(id) {
      throw ValidationError(
        Interface.text(
          "usage.rule", ["value": id, "available": known.joined(separator: ", ")]))
    }
    guard !asked.isEmpty else {
      throw ValidationError(
        Interface.text(
          "usage.rule", ["value": rules, "available": known.joined(separator: ", ")]))
    }
    return known.filter(asked.contains)
  }

  /// The streets and facilities that are read beside the projects; nil without `--network`.
  private var surroundings: ProjectFile? {
    guard let network else { return nil }
    var file = ProjectFile()
    file.streets = network
    file.acceptsLosses = common.acceptLosses
    file.facilities = (facilities.isEmpty ? ["osm"] : facilities).map {
      ProjectFile.Facilities(source: $0 == "osm" ? nil : common.layer($0))
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
