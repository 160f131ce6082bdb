import ArgumentParser
import ServiceCircles
import ServiceCirclesIO

/// Which standard, and the choices where the standard leaves something open.
struct StandardOptions: ParsableArguments {
  @Option(help: Interface.help("help.standard", "id|file.yaml"))
  var standard: String = RuleSet.zhejiang14thFiveYearPlan.id

  @Option(help: Interface.help("help.choose", "option=choice"))
  var choose: [String] = []

  /// The file of the rule set; nil for a rule set of the library.
  var file: String? { Self.file(standard) }

  /// The file that a rule set's name stands for; nil for a rule set of the library.
  static func file(_ name: String) -> String? {
    RuleSet.all.contains { $0.id == name } ? nil : name
  }

  /// The rule set with its options chosen.
  func ruleSet() throws -> RuleSet { try Self.choosing(choose, in: Self.ruleSet(standard)) }

  /// A rule set with options chosen.
  static func choosing(_ choices: [String], in standard: RuleSet) throws -> RuleSet {
    var standard = standard
    for text in choices {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw ValidationError(Interface.text("usage.choose", ["value": text]))
      }
      do throws(RuleOptionError) {
        standard = try standard.choosing(parts[0], parts[1])
      } catch {
        throw ValidationError(error.message.text(in: Interface.language))
      }
    }
    return standard
  }

  /// A rule set of the library by its id, or one of a file.
  static func ruleSet(_ name: String) throws -> RuleSet {
    if let known = RuleSet.all.first(where: { $0.id == name }) { return known }
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      return try ProjectFile.standard(at: name)
    }
    throw ValidationError(
      Interface.text(
        "usage.standard_id",
        ["value": name, "available": RuleSet.all.map(\.id).joined(separator: ", ")]))
  }
}
