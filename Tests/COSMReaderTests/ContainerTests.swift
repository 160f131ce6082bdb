import COSMReader
import Foundation
import Testing

/// One small town in every container that extracts come in.
@Suite struct ContainerTests {
  /// A way of three nodes, a building of four; locations stand on the ways, no node is in the file.
  static let locationsOnWays = """
    AAAADQoJT1NNSGVhZGVyGEkQPRpFeJxT4vMvzg1OzkjNTdQNM9AzU+JySc0rTvXLT0kt1uL3yU9OLMnMzyv2zwtPrCxuYuTN
    L87NLM3VN9QzNNUzAABe/BOeAAAADAoHT1NNRGF0YRiJARCbARqDAXic49LmYuBiz8hMzyhPrOTiLkotzkxJzSvJTMwBinMk
    lWbmpGTmpXOxZuSXFqcK5Ujpc7AKMTJKMTIpcXEwCjBIMCgwaDA7MTMxMQVxNmzY8oPjwCweBi/Ohp7eeUwMQLaUJQebECOL
    FCMrigZWoAYm1iBeuJb9IG28cG0gPgAXeiUU
    """
  /// The same as XML, in three streams of bzip2: two of them end in the middle of an element.
  static let bzip2Streams = """
    QlpoOTFBWSZTWXBmLDQAAAYZgFABYQeCJ5lAIAAxTCaaA0xBKmiaPUxqG9KRHY/Ts7jYPC2m0hENKEcok4kz+LuSKcKEg4Mx
    YaBCWmg5MUFZJlNZpCMIPAAAANmAABBQAfwHJiWdACAAcFBo0aDIDQKqao/U1MZI0wnqXt8MimlGiGt7ylsHgqSqhC55JRCK
    KkKWWpwbwQ/EbnJydEmDowQJHZqejM7MGDM/i7kinChIUhGEHgBCWmg5MUFZJlNZv8T5jQAAcNmAABBQAL8HN++foCAAkglU
    09TRhNNAGhoaBVIkAzU9T0mjQDJhGrqsNxO6lMc60c1ZysRNIvQtEiK1IllHlKFnhoxeu7kkPz3rDZeLoy00FME8wJjGNO75
    j/aQQsHNShIBIKM3MAgseqI1pGiMCS3PMKj8XckU4UJC/xPmNA==
    """
  /// And in three members of gzip.
  static let gzipMembers = """
    H4sIAAAAAAACA7Oxr8jNUShLLSrOzM+zVTLUM1Cyt7PJL85FiBnomSnZAQBA2BsJKAAAAB+LCAAAAAAAAgPjssnLT0lVyEyx
    VTJUUihLLSrOzM8Ds3MSS2yVjA2ADLCAkYGSvh1CsREBxXoGhijqjbGqB6nCqcWEsBagei4bACsCHJHDAAAAH4sIAAAAAAAC
    A52OQQ6EIBAE776CzAeI6+pJ+AuGESYqJKBL/P2K0cjZW1dnMtVJ7Yy0gBbYD0Mk7wTUIHunWcAxZ/7Ap4Qmw6oMmwRYMjap
    /fghIGAkjW4lNecLfvSy6tPl6d55bviWUBcLho1mTc6cE6zfIhZy7uMiqz+Ijm1h6wAAAA==
    """

  @Test(arguments: [locationsOnWays, bzip2Streams, gzipMembers])
  func `the town is read whole`(text: String) throws {
    let bytes = try #require(Data(base64Encoded: text, options: .ignoreUnknownCharacters))
    try Files.withFile(bytes) { path in
      let streets = try readStreets(path)
      #expect(streets.wayIDs == [5] && streets.nodeIDs == [1, 2, 3])
      #expect(
        streets.nodeLocations == [
          [1_200_000_000, 300_000_000], [1_200_100_000, 300_000_000], [1_200_100_000, 300_100_000],
        ])
      #expect(streets.missingNodeReferences == 0 && streets.waysCut == 0)
      let homes = try readFeatures(path, filters: [("building", "house")], keys: [])
      #expect(homes.features.map(\.id) == [6])
    }
  }

  @Test func `a stream that breaks off is damage`() throws {
    let bytes = try #require(
      Data(base64Encoded: Self.bzip2Streams, options: .ignoreUnknownCharacters))
    for count in [bytes.count - 1, bytes.count - 20, bytes.count / 2, 60] {
      #expect(throws: (any Error).self) {
        try Files.withFile(bytes.prefix(count)) { try readStreets($0) }
      }
    }
  }

  @Test func `a building whose rim tells another kind than its relation is told as one`() throws {
    func ways(_ kind: String) -> String {
      """
      <node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.01"/><node id="3" lat="0.01" lon="0.01"/>
      <node id="4" lat="0.01" lon="0"/><node id="5" lat="0.004" lon="0.004"/><node id="6" lat="0.004" lon="0.006"/>
      <node id="7" lat="0.006" lon="0.006"/>
      <way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/><tag k="building" v="\(kind)"/></way>
      <way id="11"><nd ref="5"/><nd ref="6"/><nd ref="7"/><nd ref="5"/></way>
      <relation id="20"><member type="way" ref="10" role="outer"/><member type="way" ref="11" role="inner"/>
      <tag k="type" v="multipolygon"/><tag k="building" v="yes"/></relation>
      """
    }
    for kind in ["yes", "apartments"] {
      let homes = try Files.withXML(ways(kind)) {
        try readFeatures(
          $0, filters: [("building", "apartments"), ("building", "yes")], keys: ["building"])
      }
      #expect(homes.features.map(\.id) == [10, 20] && homes.outers == [[10, 20]], "\(kind)")
    }
  }
}
