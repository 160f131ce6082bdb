import ServiceCircles
import Testing

@testable import ServiceCirclesIO

@Suite struct ReportErrorTests {
  @Test(arguments: ReportError.Kind.allCases)
  func everyErrorNamesTheFileAndSaysWhatToDo(kind: ReportError.Kind) {
    let error = ReportError(path: "a.sqlite", kind: kind, detail: "the reason")
    for language in Language.allCases {
      let text = error.message.text(in: language)
      #expect(text.hasPrefix("a.sqlite"))
      #expect(!text.contains("{") && !text.contains("\n"))
      #expect(text != error.message.key)
    }
    #expect(Catalogue.library.keys.contains(error.message.key))
  }
}
