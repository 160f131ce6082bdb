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
    let started = Date()
    let standard = try plan.ruleSet()
    let place = output.map { URL(fileURLWithPath: $0) }
    if let place { try ReportStore.check(place, overwrite: overwrite) }
    let source = LayerSource(argument: projects)
    let list = try ProjectList(source, standard: standard)
    guard !list.records.isEmpty else {
      throw LayerError(.noUsableRecord(nil), file: projects)
    }
    for note in list.notes { common.say(note) }
    if !common.quiet { Inputs.report(list.issues, of: projects) }
    let judge = RuleJudge(standard)
    let others = OtherReadings(standard)
    var results = list.records.map { CheckResult($0, by: judge, others) }
    var circles: ProjectCircles?
    if let network {
      let read = try ProjectCircles(
        network: network, facilities: facilities.isEmpty ? ["osm"] : facilities,
        standard: standard, projects: results.compactMap(\.project),
        of: projects, common)
      for i in results.indices {
        if let project = results[i].project { results[i].reach = try await read.reach(of: project) }
      }
      if !common.quiet {
        Inputs.report(read.issues.filter { $0.severity > .note }, of: network)
      }
      circles = read
    }
    if let place {
      try CheckReport(
        place: place, overwrite: overwrite, source: source, standard: standard,
        issues: list.issues, started: started
      ).write(results, circles)
    }
    try Interface.show(
      json
        ? JSONOutput.text(results.map { CheckDocument($0, standard) })
        : CheckText(standard: standard, file: projects, results: results).text)
    let code = CheckResult.exitCode(of: results)
    if code != 0 { throw ExitCode(code) }
  }
}
