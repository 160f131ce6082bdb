import Foundation
import Testing

@testable import ServiceCircles

@Suite struct CatalogueTests {
  @Test func everyTextHasBothLanguagesAndTheSameValues() throws {
    #expect(Catalogue.shared.keys.count > 40)
    for key in Catalogue.shared.keys {
      let english = try #require(Catalogue.shared.pattern(key, in: .english), "\(key) in English")
      let chinese = try #require(Catalogue.shared.pattern(key, in: .chinese), "\(key) in Chinese")
      let names = { (text: String) in Set(text.matches(of: /\{([a-z_0-9]+)\}/).map { String($0.1) })
      }
      #expect(names(english) == names(chinese), "\(key)")
    }
  }

  /// A key that stands twice would make the whole catalogue unreadable.
  @Test func eachKeyStandsOnce() {
    let yaml = String(decoding: PackageResources.messages_yaml, as: UTF8.self)
    let keys = yaml.split(separator: "\n").filter { $0.first?.isLetter == true }
    let twice = Dictionary(grouping: keys) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
    #expect(twice == [])
    #expect(keys.count == Catalogue.shared.keys.count)
  }

  /// Every key that the code names is in the catalogue.
  @Test func everyKeyInTheCodeIsInTheCatalogue() throws {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources")
    let files = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    let keys = Set(Catalogue.shared.keys)
    let groups = Set(keys.compactMap { $0.split(separator: ".").first.map(String.init) })
    var seen = 0
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /"([a-z]+)\.([a-z_0-9]+)"/)
      where groups.contains(String(match.1)) {
        // File names and endings are no keys.
        if ["yaml", "sqlite", "pbf", "csv"].contains(String(match.2)) { continue }
        seen += 1
        #expect(keys.contains("\(match.1).\(match.2)"), "\(match.0) in \(file.lastPathComponent)")
      }
    }
    #expect(seen > 40)
  }

  @Test func valuesTakeTheirPlacesAndUnknownKeysLoseNothing() {
    let message = Message("place.duplicate_id", ["id": "a{id}"])
    #expect(message.text(in: .english) == "an earlier record has the same id 'a{id}'")
    #expect(message.text(in: .chinese) == "编号“a{id}”与前面的记录重复")
    #expect(Message("no.such", ["b": "2", "a": "1"]).text(in: .english) == "no.such a=1 b=2")
  }

  @Test(arguments: [
    (["LANG": "zh_CN.UTF-8"], Language.chinese), (["LANG": "de_DE.UTF-8"], .english),
    ([:], .english),
    (["LC_ALL": "zh_TW", "LANG": "en_GB"], .chinese), (["LC_ALL": "", "LANG": "zh_CN"], .chinese),
    (["LC_MESSAGES": "C", "LANG": "zh_CN"], .english),
  ])
  func environmentDecidesTheLanguage(environment: [String: String], language: Language) {
    #expect(Language(environment: environment) == language)
  }
}
