import TestSupport
import Testing

@testable import ServiceCirclesIO

@Suite struct CSVQuotesTests {
  private func badLine(_ text: String) -> Int? {
    var quotes = CSVQuotes()
    quotes.read(text.utf8)
    quotes.end()
    return quotes.badLine
  }

  @Test(arguments: [
    "a,b\n1,2", "a,\"b\"\r\n\"1\",\"\"\n", "a\n\"1\n2\n3\"\n4\n", "a\n\"say \"\"1\"\"\"\n",
    "a;b\n1; \"2\" ;\n", "a\n5\" by 6\"\n", "a\tb\n\"\"\"\n\"\"\"\t1\n",
  ])
  func `quotes that close what they open`(text: String) { #expect(badLine(text) == nil) }

  @Test(arguments: [
    ("a\n\"1\n2\n", 2), ("a\n1\n\"2", 3), ("a\n5\"\n6\n7\"\n", 2), ("a\n\"1\n\"2\"\n", 2),
    ("a\n\"x\ny\"\n\"1\nz\n\"2\"\n", 4), ("\"a\n1\n", 1),
  ])
  func `a quote that takes in further lines`(text: String, line: Int) {
    #expect(badLine(text) == line)
  }

  @Test func `one quote less is found in its line, whichever it is`() {
    var random = SplitMix(state: 3)
    for _ in 0..<200 {
      let rows = (0..<Int.random(in: 1...5, using: &random)).map { _ in
        (0..<3).map { _ in
          "\"" + ["a", "b,c", "d\"\"e", "f\"\"", "\"\"g"].randomElement(using: &random)! + "\""
        }.joined(separator: ",")
      }
      #expect(badLine(rows.joined(separator: "\n")) == nil)
      let broken = Int.random(in: 0..<rows.count, using: &random)
      var text = Array(rows[broken])
      let quotes = text.indices.filter { text[$0] == "\"" }
      text.remove(at: quotes.randomElement(using: &random)!)
      var all = rows
      all[broken] = String(text)
      #expect(badLine(all.joined(separator: "\n") + "\n") == broken + 1, "\(all)")
    }
  }
}
