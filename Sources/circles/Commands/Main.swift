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
      ExplainCommand.self, IndicatorsCommand.self, StandardsCommand.self,
    ])

  static func main() async {
    StandardStreams.prepare()
    do {
      var command = try parseAsRoot()
      Signals.removeTemporaryFilesWhenStopped()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let error where isOfTheParser(error) {
      ParserTexts.exit(with: error)
    } catch {
      let failure = CommandFailure(error)
      if failure.code != .nobodyReads {
        Interface.note("circles: " + Interface.text(failure.message))
      }
      Foundation.exit(failure.code.rawValue)
    }
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
