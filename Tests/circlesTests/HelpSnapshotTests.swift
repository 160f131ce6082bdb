import Foundation
import Testing

/// The help of every command, word for word: its texts are part of the product.
///
/// `UPDATE_SNAPSHOTS=1 swift test --filter HelpSnapshotTests` writes the files anew.
@Suite struct HelpSnapshotTests {
  static let commands =
    HelpTests.options.keys.sorted() + ["", "standards list", "standards show"]

  private static func name(_ command: String, _ language: String) -> String {
    (["circles"] + words(command) + [language]).joined(separator: "-")
  }

  private static func words(_ command: String) -> [String] {
    command.split(separator: " ").map(String.init)
  }

  @Test(arguments: commands, ["en", "zh"])
  func helpIsTheSnapshot(command: String, language: String) throws {
    let run = try Scratch().run(
      Self.words(command) + ["--help"],
      language: language == "zh" ? "zh_CN.UTF-8" : "en_US.UTF-8")
    #expect(run.code == 0)
    try Snapshot(name: Self.name(command, language)).expect(run.text)
  }

  /// A command that is gone leaves no file behind.
  @Test func everySnapshotIsOfACommand() throws {
    let expected = Self.commands.flatMap { command in
      ["en", "zh"].map { Self.name(command, $0) + ".txt" }
    }
    let found = try FileManager.default.contentsOfDirectory(atPath: Snapshot.folder.path)
    #expect(found.sorted() == expected.sorted())
  }
}
