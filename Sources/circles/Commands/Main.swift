import ArgumentParser
import Foundation
import ServiceCircles
import ServiceCirclesIO

/// The command `circles`.
@main
struct Circles: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "circles",
    abstract: Interface.text("help.circles"),
    discussion: Interface.text("help.circles_example"),
    version: EngineVersion.current,
    subcommands: [
      AssessCommand.self, CheckCommand.self, CircleCommand.self, NearestCommand.self,
      ExplainCommand.self, IndicatorsCommand.self, StandardsCommand.self, KindsCommand.self,
    ])

  static func main() async {
    StandardStreams.prepare()
    StandardStreams.muteLibraries()
    DatabaseMemory.limit()
    do {
      try checkCommand()
      var command = try parseAsRoot()
      Signals.removeTemporaryFilesWhenStopped()
      Crashes.watch()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let error where isOfTheParser(error) {
      exit(sayingAs: error)
    } catch {
      let failure = CommandFailure(error)
      if failure.code != .nobodyReads {
        Interface.note("circles: " + Interface.text(failure.message))
      }
      Foundation.exit(failure.code.rawValue)
    }
  }

  /// Refuses a command that there is not: the parser takes it for an argument that is too many.
  private static func checkCommand() throws {
    guard let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-") else { return }
    let names = configuration.subcommands.map { $0._commandName }
    guard word != "help", !names.contains(word) else { return }
    throw ValidationError(
      Interface.text(
        "usage.no_command",
        [
          "command": Interface.singleLine(word),
          "available": names.joined(separator: Interface.language == .chinese ? "、" : ", "),
        ]))
  }

  /// Prints what the parser has to say, in the language of this run, and ends the program.
  private static func exit(sayingAs error: any Error) -> Never {
    let code = exitCode(for: error)
    let text = ParserTexts.localized(fullMessage(for: error), to: Interface.language)
    if code == .success {
      do {
        try Interface.show(text)
      } catch {
        Foundation.exit(CommandFailure(error).code.rawValue)
      }
    } else if !text.isEmpty {
      Interface.write(Interface.visible(text) + "\n")
    }
    Foundation.exit(code.rawValue)
  }

  /// Help, version and usage errors are the parser's to say; everything else is ours.
  private static func isOfTheParser(_ error: any Error) -> Bool {
    if error is CommandFailure { return false }
    let code = exitCode(for: error)
    return error is CleanExit || error is ValidationError || error is ExitCode
      || code == .validationFailure
      || String(reflecting: type(of: error)).hasPrefix("ArgumentParser.")
  }
}
