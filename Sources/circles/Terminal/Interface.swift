import ArgumentParser
import Foundation
import ServiceCircles
import ServiceCirclesIO

/// The command's messages, in the language that `--language` or the environment names.
enum Interface {
  /// The language of this run; help texts need it before options are parsed.
  static let language: Language = {
    let arguments = CommandLine.arguments
    for (i, argument) in arguments.enumerated() {
      if argument == "--language", i + 1 < arguments.count,
        let language = Language(rawValue: arguments[i + 1])
      {
        return language
      }
      if argument.hasPrefix("--language="),
        let language = Language(rawValue: String(argument.dropFirst("--language=".count)))
      {
        return language
      }
    }
    return Language(environment: ProcessInfo.processInfo.environment)
  }()

  /// The texts of the command, and those of the library.
  static let catalogue = Catalogue(
    yaml: String(decoding: PackageResources.messages_yaml, as: UTF8.self), extending: .library)

  /// A text of the catalogue in the language of this run.
  static func text(_ key: String, _ values: [String: String] = [:]) -> String {
    text(Message(key, values))
  }

  /// A message in the language of this run. Values put into it stay within its line, whatever they hold.
  static func text(_ message: Message) -> String {
    inLine(message).text(in: language, from: catalogue)
  }

  private static func inLine(_ message: Message) -> Message {
    Message(
      message.key, message.values.mapValues(HiddenCharacters.shownInLine),
      parts: message.parts.mapValues(inLine), names: message.names)
  }

  /// A help text of the catalogue.
  static func help(_ key: String, _ valueName: String? = nil) -> ArgumentHelp {
    ArgumentHelp(stringLiteral: text(key)).named(valueName)
  }

  /// Writes a line to standard error.
  static func note(_ line: String) { write(singleLine(line) + "\n") }

  /// Writes to standard error; a failure to write is ignored.
  static func write(_ text: String) {
    try? FileHandle(fileDescriptor: StandardStreams.messages, closeOnDealloc: false)
      .write(contentsOf: Data(text.utf8))
  }

  /// Prints a result.
  static func show(_ text: String) throws {
    let writer = TextFileWriter()
    try writer.write(visible(text))
    try writer.finish()
  }

  /// The text as ``visible(_:)`` gives it, with line ends made visible too.
  static func singleLine(_ text: String) -> String {
    HiddenCharacters.shownInLine(text)
  }

  /// The text with hidden characters made visible.
  static func visible(_ text: String) -> String { HiddenCharacters.shown(in: text) }
}

extension ArgumentHelp {
  fileprivate func named(_ valueName: String?) -> ArgumentHelp {
    ArgumentHelp(abstract, discussion: discussion, valueName: valueName)
  }
}

extension Language: ExpressibleByArgument {}
