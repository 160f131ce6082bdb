import ArgumentParser
import Foundation
import ServiceCircles
import ServiceCirclesIO

/// `circles standards`: lists the rule sets, or shows one.
struct StandardsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "standards", abstract: Interface.text("help.standards"),
    discussion: Interface.text("help.standards_example"),
    subcommands: [List.self, Show.self], defaultSubcommand: List.self)

  /// `circles standards list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: Interface.text("help.standards_list"))

    @Flag(help: Interface.help("help.json"))
    var json = false

    /// Declared for `--help`; ``Interface/language`` reads it before parsing.
    @Option(help: Interface.help("help.language", "zh|en"))
    var language: Language?

    func run() throws {
      let lines = RuleSet.all.map { "\($0.id)  \($0.name.text(in: Interface.language))" }
      try Interface.show(
        json
          ? JSONOutput.text(
            RuleSet.all.map { StandardDocument.Summary($0.id, $0.name, version: $0.version) })
          : lines.joined(separator: "\n"))
    }
  }

  /// `circles standards show ID`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: Interface.text("help.standards_show"),
      discussion: Interface.text("help.standards_example"))

    @Argument(help: Interface.help("help.standard_id", "id"))
    var id: String

    @Flag(help: Interface.help("help.json"))
    var json = false

    /// Declared for `--help`; ``Interface/language`` reads it before parsing.
    @Option(help: Interface.help("help.language", "zh|en"))
    var language: Language?

    func run() throws {
      let standard = try StandardOptions.ruleSet(id)
      try Interface.show(
        json ? JSONOutput.text(StandardDocument(standard)) : StandardText(standard: standard).text)
    }
  }
}
