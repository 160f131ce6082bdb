import Testing

@testable import ServiceCirclesIO

@Suite struct LikePatternTests {
  private func found(_ condition: String) throws -> [String] {
    try LikePattern.all(in: condition).map { "\($0.column ?? "?") \($0.wildcards) \($0.bytes)" }
  }

  @Test(arguments: [
    ("name LIKE 'a%'", ["name 0 2"]), ("name LIKE '%a%'", ["name 1 3"]),
    ("name LIKE '%a%b'", ["name 2 4"]), ("name LIKE 'a%b%%c'", ["name 2 6"]),
    ("\"a b\" NOT LIKE '%a' AND (kind ILIKE '%b%c' ESCAPE 'x')", ["a b 1 2", "kind 2 4"]),
    ("CONCAT(a, b) LIKE '%x%y'", ["? 2 4"]), ("a + b LIKE '%x%y'", ["? 2 4"]),
    ("name = 'x LIKE ''%'' '", []), ("name = 'it\\'s LIKE' OR name LIKE '%'", ["name 0 1"]),
    ("n = 1 --' \nAND name LIKE '%a%b' -- '", nil),
  ]) func comparisonsAreFound(_ condition: String, _ expected: [String]?) throws {
    if let expected {
      #expect(try found(condition) == expected)
    } else {
      // What is no comment for GDAL hides nothing.
      #expect(throws: LikePattern.PatternIsNoText.self, performing: { try found("a LIKE b --'") })
    }
  }

  @Test(arguments: ["a LIKE b", "a LIKE CONCAT('%a', '%b')", "a LIKE '%a' + '%b'", "a LIKE"])
  func aPatternIsWrittenOut(_ condition: String) {
    #expect(throws: LikePattern.PatternIsNoText.self) { try LikePattern.all(in: condition) }
  }
}
