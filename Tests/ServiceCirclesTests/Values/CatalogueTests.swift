import Testing

@testable import ServiceCircles

@Suite struct CatalogueTests {
  @Test func everyTextHasBothLanguagesAndTheSameValues() throws {
    let catalogues = try CatalogueKeyTests.catalogues()
    #expect(catalogues.reduce(0) { $0 + $1.keys.count } > 40)
    let names = { (text: String) in Set(text.matches(of: /\{([a-z_0-9]+)\}/).map { String($0.1) }) }
    for catalogue in catalogues {
      for key in catalogue.keys {
        let english = try #require(catalogue.pattern(key, in: .english), "\(key) in English")
        let chinese = try #require(catalogue.pattern(key, in: .chinese), "\(key) in Chinese")
        #expect(names(english) == names(chinese), "\(key)")
      }
    }
  }

  /// A key that stands twice would make the whole catalogue unreadable.
  @Test func eachKeyStandsOnce() throws {
    let files = SourceText.files(ending: "yaml").filter {
      $0.lastPathComponent.hasPrefix("messages")
    }
    let keys = try files.flatMap { file in
      try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        .filter { $0.first?.isLetter == true }
    }
    let twice = Dictionary(grouping: keys) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
    #expect(twice == [])
    #expect(keys.count == (try CatalogueKeyTests.catalogues().reduce(0) { $0 + $1.keys.count }))
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
