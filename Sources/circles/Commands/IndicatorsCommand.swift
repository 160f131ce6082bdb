import ArgumentParser
import Foundation
import ServiceCircles
import ServiceCirclesIO

/// `circles indicators`: the plan's statistical indicators, by region and year.
struct IndicatorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "indicators", abstract: Interface.text("help.indicators"),
    discussion: Interface.text("help.indicators_example"))

  @Argument(help: Interface.help("help.statistics", "stats.csv"))
  var statistics: String

  @OptionGroup var plan: StandardOptions

  @Flag(help: Interface.help("help.json"))
  var json = false

  @Flag(help: Interface.help("help.quiet"))
  var quiet = false

  @Flag(help: Interface.help("help.accept_losses"))
  var acceptLosses = false

  @Flag(help: Interface.help("help.allow_network"))
  var allowNetwork = false

  /// Declared for `--help`; ``Interface/language`` reads it before parsing.
  @Option(help: Interface.help("help.language", "zh|en"))
  var language: Language?

  func run() throws {
    let standard = try plan.ruleSet()
    var source = LayerSource(argument: statistics)
    source.allowsNetwork = allowNetwork
    let table = try StatisticsTable(source, standard: standard, acceptsLosses: acceptLosses)
    if !quiet {
      for note in table.notes { Interface.note(note.text(in: Interface.language)) }
      IssueLines.report(table.issues, of: statistics)
    }
    let judge = RuleJudge(standard)
    let results = table.regions.map { ($0, judge.findings(in: $0)) }
    try Interface.show(
      json
        ? JSONOutput.text(results.map { IndicatorDocument($0.0, $0.1, standard) })
        : IndicatorText(
          standard: standard, file: statistics, results: results, input: table.input
        ).text)
  }
}
