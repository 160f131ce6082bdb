import ArgumentParser
import Foundation
import ServiceCircles
import ServiceCirclesIO

/// How the command speaks: its language, from `--language` or the environment.
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

  /// A message in the language of this run.
  static func text(_ message: Message) -> String { message.text(in: language, from: catalogue) }

  /// A help text of the catalogue.
  static func help(_ key: String, _ valueName: String? = nil) -> ArgumentHelp {
    ArgumentHelp(stringLiteral: text(key)).named(valueName)
  }

  /// Writes a line to standard error.
  static func note(_ line: String) { write(singleLine(line) + "\n") }

  /// Writes to standard error. That nobody reads it is no reason to stop.
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

  /// The text on one line, and as ``visible(_:)``.
  static func singleLine(_ text: String) -> String {
    visible(text.contains(where: \.isNewline) ? String(text.map { $0.isNewline ? " " : $0 }) : text)
  }

  /// The text with characters in sight that are not to be seen.
  static func visible(_ text: String) -> String { HiddenCharacters.shown(in: text) }
}

extension ArgumentHelp {
  fileprivate func named(_ valueName: String?) -> ArgumentHelp {
    ArgumentHelp(abstract, discussion: discussion, valueName: valueName)
  }
}

extension Language: ExpressibleByArgument {}
