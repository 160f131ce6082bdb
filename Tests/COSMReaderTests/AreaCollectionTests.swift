import COSMReader
import Foundation
import Testing

/// The areas of osmcode's collection of test data, each with the answer that stands beside it.
@Suite(.enabled(if: Files.shared("osm-testdata") != nil, "needs the shared collection"))
struct AreaCollectionTests {
  struct Case: Decodable {
    struct Area: Decodable {
      var from_id: Int64
      var from_type: String
      var wkt: String
      var tags: [String: String]?
    }
    var test_id: Int
    var areas: [String: [Area]]?
  }

  static let keys = ["landuse", "building", "natural", "boundary", "area"]

  /// Inner ways with the tags of the outer ring: the collection takes them for a mark of the hole, as
  /// mappers once did; here they are the house in the courtyard.
  static let withTaggedInner: Set = [926, 927, 930, 931]

  static func read() throws -> (ReadFeatures, [Case]) {
    let path = try #require(Files.shared("osm-testdata/all.osm"))
    // What the cases are called is no tag of theirs.
    let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
      .split(separator: "\n").filter { !$0.contains("<tag k=\"test:") }.joined(separator: "\n")
    let features = try Files.withFile(Array(text.utf8)) {
      try readFeatures(
        $0,
        filters: [
          ("landuse", nil), ("building", nil), ("natural", nil), ("boundary", nil), ("area", "yes"),
        ], keys: keys)
    }
    let list = try Data(
      contentsOf: URL(
        filePath: try #require(Files.shared("osm-testdata/tests.json"))))
    return (features, try JSONDecoder().decode([Case].self, from: list))
  }

  @Test func `every area is drawn as the collection says, or is reported broken`() throws {
    let (features, cases) = try Self.read()
    var compared = 0
    for test in cases where test.test_id >= 700 {
      for answer in test.areas?["default"] ?? [] {
        let variants = (test.areas ?? [:]).values.flatMap { $0 }.filter {
          $0.from_id == answer.from_id && $0.wkt != "INVALID"
        }
        // Without tags nobody asks for it.
        guard variants.isEmpty || variants[0].tags?.keys.contains(where: Self.keys.contains) == true
        else { continue }
        let type = answer.from_type == "way" ? OSM_WAY : OSM_RELATION
        // Tags on the one outer way: the way stands for the relation, with its holes.
        let found = features.features.filter {
          $0.shape == OSM_AREA && $0.id / 1000 == test.test_id && !isInner($0, answer, features)
        }
        var area = found.first { $0.id == answer.from_id && $0.type == type }
        if answer.wkt != "INVALID" {
          area = area ?? found.first
          #expect(area != nil, "\(test.test_id)")
        }
        guard let area else { continue }
        compared += 1
        #expect(
          variants.contains { Shape(wkt: $0.wkt) == Shape(area) },
          "\(test.test_id)")
      }
    }
    #expect(compared > 60)
  }

  private func isInner(_ feature: ReadFeature, _ answer: Case.Area, _ all: ReadFeatures) -> Bool {
    feature.type == OSM_WAY && feature.id != answer.from_id && feature.id % 1000 != 800
  }

  @Test func `tags on outer ways give one area a case`() throws {
    let (features, _) = try Self.read()
    for id in [911, 912, 921, 923, 925, 927, 931] as [Int64] {
      let found = features.features.filter { $0.id / 1000 == id && $0.shape == OSM_AREA }
      let outer = found.filter { $0.type == OSM_RELATION || $0.id % 1000 == 800 }
      #expect(outer.count == 1, "\(id)")
      #expect((outer.first?.rings.count ?? 0) == (id < 920 ? 1 : 2), "\(id)")
      if !Self.withTaggedInner.contains(Int(id)) {
        #expect(found.count == (id == 923 ? 2 : 1), "\(id)")
      }
    }
  }

  /// What an area is, however its rings are told apart where they touch: its sides, and twice what they
  /// enclose.
  private struct Shape: Equatable {
    var sides: Set<Set<[Int64]>> = []
    var enclosed: Int64 = 0

    mutating func add(_ ring: [[Int64]], isInner: Bool) {
      // The collection leaves out corners that are none.
      let open = Array(ring.dropLast())
      let corners = open.indices.map { i in
        (open[(i + open.count - 1) % open.count], open[i], open[(i + 1) % open.count])
      }.filter { Self.twiceArea($0, $1, $2) != 0 }.map { $0.1 }
      var sum: Int64 = 0
      for i in corners.indices {
        let (a, b) = (corners[i], corners[(i + 1) % corners.count])
        sides.insert([a, b])
        sum += Self.twiceArea(corners[0], a, b)
      }
      enclosed += isInner ? -abs(sum) : abs(sum)
    }

    private static func twiceArea(_ o: [Int64], _ a: [Int64], _ b: [Int64]) -> Int64 {
      (a[0] - o[0]) * (b[1] - o[1]) - (b[0] - o[0]) * (a[1] - o[1])
    }

    init(_ area: ReadFeature) {
      for (ring, isInner) in zip(area.rings, area.isInner) {
        add(ring.map { $0.map(Int64.init) }, isInner: isInner)
      }
    }

    init(wkt: String) {
      let body = wkt.dropFirst("MULTIPOLYGON(((".count).dropLast(3)
      for polygon in body.components(separatedBy: ")),((") {
        for (i, ring) in polygon.components(separatedBy: "),(").enumerated() {
          let places = ring.split(separator: ",").map { place in
            place.split(separator: " ").map { Int64(((Double($0) ?? .nan) * 1e7).rounded()) }
          }
          add(places, isInner: i > 0)
        }
      }
    }
  }
}
