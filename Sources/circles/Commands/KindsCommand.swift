import ArgumentParser
import ServiceCircles
import ServiceCirclesIO

/// `circles kinds`: lists the kinds of facilities, what they are called, and which rules ask for them.
struct KindsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kinds", abstract: Interface.text("help.kinds"),
    discussion: Interface.text("help.kinds_example"))

  @OptionGroup
  var standards: StandardOptions

  @Flag(help: Interface.help("help.json"))
  var json = false

  /// Declared for `--help`; ``Interface/language`` reads it before parsing.
  @Option(help: Interface.help("help.language", "zh|en"))
  var language: Language?

  func run() throws {
    let standard = try standards.ruleSet()
    let kinds = FacilityNames.standard.entries.map { KindDocument($0, standard) }
    try Interface.show(json ? JSONOutput.text(kinds) : KindLines.text(of: kinds))
  }
}
