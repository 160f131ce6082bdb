import ServiceCircles
import TestSupport
import Testing

@testable import ServiceCirclesIO

@Suite struct UniqueIDsTests {
  private func ids(_ records: [(id: String, content: Int)]) -> (kept: [String], UniqueIDs<Int>) {
    var ids = UniqueIDs<Int>()
    var kept: [(id: String, content: Int)] = []
    for (i, record) in records.enumerated() {
      switch ids.add(
        record.id, number: kept.count, feature: Int64(i + 1), record.content,
        earlier: { kept[$0].content })
      {
      case .own: kept.append(record)
      case .renamed(let id): kept.append((id, record.content))
      case .identical: break
      }
    }
    return (kept.map(\.id), ids)
  }

  @Test func `collisions are numbered and identical records are one`() {
    let (kept, unique) = ids([("a", 1), ("a", 2), ("b", 1), ("a", 3), ("a", 2), ("a", 1), ("b", 1)])
    #expect(kept == ["a", "a#2", "b", "a#3"])
    #expect(unique.identicalCount == 3)
    #expect(unique.originals == ["a#2": "a", "a#3": "a"])
    let issues = unique.issues(role: "points", layer: "l", field: "id")
    #expect(issues.map(\.problem.key) == ["place.duplicate_ids", "place.identical_many"])
    #expect(issues.map(\.feature) == ["2", "5"])
    #expect(issues[0].problem.values["count"] == "2" && issues[1].problem.values["count"] == "3")
  }

  @Test func `an id that looks as if it were made stays its record's own where it comes first`() {
    #expect(ids([("a#2", 1), ("a", 1), ("a", 2)]).kept == ["a#2", "a", "a#3"])
    #expect(ids([("a", 1), ("a", 2), ("a#2", 3), ("a#2", 3)]).kept == ["a", "a#2", "a#2#2"])
  }

  @Test func `random ids are the only ones, and no record is lost but its equals`() {
    var random = SplitMix(state: 3)
    for _ in 0..<200 {
      let records = (0..<Int.random(in: 1...30, using: &random)).map { _ in
        (
          id: ["a", "a#2", "b", "a#2#2", "3"].randomElement(using: &random) ?? "",
          content: Int.random(in: 0...3, using: &random)
        )
      }
      let kept = ids(records).kept
      #expect(Set(kept).count == kept.count)
      #expect(kept.count == Set(records.map { "\($0.id)|\($0.content)" }).count)
    }
  }

  @Test func `a layer of one id is read in linear time`() {
    let (kept, unique) = ids((0..<100_000).map { ("", $0) })
    #expect(kept.count == 100_000 && kept.last == "#100000")
    #expect(unique.issues(role: "points", layer: "", field: "").count == 1)
  }
}
