import ServiceCircles
import Testing

@testable import ServiceCirclesIO

/// What becomes of the ways of a street file is counted, and a file of which more than half is lost stops a run.
@Suite struct OSMWayCountTests {
  /// A file of so many good streets, and more.
  private func streets(
    _ good: Int, _ more: (inout OSMXML) -> Void
  ) throws -> (count: OSMWayCount, file: OSMFile) {
    var xml = OSMXML()
    for i in 1...max(9, 2 * good) { xml.node(i, Double(i) * 10, Double(i % 3)) }
    for i in 0..<good {
      xml.way(i + 1, [2 * i + 1, 2 * i + 2], ["highway": "residential"])
    }
    more(&xml)
    return try xml.withFile { (try OSMStreets($0).ways, $0) }
  }

  private func reasons(_ count: OSMWayCount) -> [String] {
    count.losses.reasons.map { "\($0.count) \($0.problem.text(in: .english))" }
  }

  private func stops(_ streets: (count: OSMWayCount, file: OSMFile)) -> String? {
    do throws(LayerError) {
      try streets.count.check(streets.file, accepted: true)
    } catch {
      return "though accepted"
    }
    do throws(LayerError) {
      try streets.count.check(streets.file, accepted: false)
    } catch {
      return error.message.text(in: .english)
    }
    return nil
  }

  @Test func `streets of unknown kinds are lost, closed ones counted, motorways and plans neither`()
    throws
  {
    let found = try streets(4) { xml in
      xml.way(11, [1, 3], ["highway": "residental"])
      xml.way(12, [1, 4], ["highway": "residental"])
      xml.way(13, [1, 5], ["highway": "service", "access": "private"])
      for (i, kind) in ["motorway", "construction", "proposed", "platform", "no"].enumerated() {
        xml.way(20 + i, [1, 6], ["highway": kind])
      }
      xml.way(30, [1, 2, 3, 1], ["highway": "pedestrian", "area": "yes"])
      xml.way(31, [1, 4], ["highway": "cycleway"])
      xml.way(32, [1, 4], ["highway": "service", "access": "private", "foot": "yes"])
    }
    #expect(found.count.all == 9)
    #expect(
      reasons(found.count) == [
        "2 the kind of street highway=residental is not known"
      ])
    #expect(stops(found) == nil)
    let row = found.count.source(found.file)
    #expect(row.features == 9 && row.rejected == 2)
    #expect(
      row.doubts.map { "\($0.count) \($0.problem.text(in: .english))" } == [
        "1 closed to the public (access or the like is no or private)"
      ])
  }

  @Test func `more than half of the streets lost stops, half does not`() throws {
    func lost(_ count: Int, _ tags: [String: String]) throws -> String? {
      stops(
        try streets(3) { xml in
          for i in 0..<count { xml.way(100 + i, [1, 3], tags) }
        })
    }
    for tags in [["highway": "residental"], ["highway": "residential", "access": "no"]] {
      #expect(try lost(3, tags) == nil)
      let text = try #require(try lost(4, tags))
      #expect(text.contains("4 of 7") && text.contains("--accept-losses"), "\(text)")
    }
  }

  @Test func `ways that lose nodes are counted, and stop where they are more than half`() throws {
    func cut(_ count: Int) throws -> (count: OSMWayCount, file: OSMFile) {
      try streets(3) { xml in
        for i in 0..<count { xml.way(100 + i, [1, 3, 900 + i], ["highway": "path"]) }
        xml.way(200, [1, 950], ["highway": "path"])
      }
    }
    let few = try cut(1)
    #expect(few.count.cut == 2 && few.count.all == 5)
    #expect(reasons(few.count).isEmpty)
    #expect(few.count.source(few.file).doubts.map(\.count) == [2])
    #expect(stops(few) == nil)
    #expect(stops(try cut(2)) == nil)
    let text = try #require(stops(try cut(3)))
    #expect(text.contains("4 of 7") && text.contains("nodes"), "\(text)")
  }

  @Test func `a file without a node of its streets says so`() throws {
    var xml = OSMXML()
    xml.node(1, 0, 0)
    xml.way(1, [7, 8], ["highway": "path"])
    let error = #expect(throws: OSMFileError.self) { try xml.withFile { try OSMStreets($0) } }
    #expect(error?.kind == .noNodes)
  }

  @Test func `exchanged longitudes and latitudes are named, north of the circle people live`()
    throws
  {
    func kind(_ nodes: [(lon: Double, lat: Double)]) throws -> OSMFileError.Kind? {
      var xml = OSMXML()
      for (i, node) in nodes.enumerated() {
        xml.add("<node id=\"\(i + 1)\" lon=\"\(node.lon)\" lat=\"\(node.lat)\"/>")
      }
      xml.way(1, Array(1...nodes.count), ["highway": "path"])
      do {
        _ = try xml.withFile { try OSMStreets($0) }
        return nil
      } catch let error as OSMFileError {
        return error.kind
      }
    }
    // Hangzhou, where the latitude is beyond 90, and Kashgar, where it is not.
    #expect(try kind([(30.27, 120.17), (30.28, 120.17), (30.27, 120.18)]) == .exchangedAxes)
    #expect(try kind([(39.47, 75.99), (39.48, 75.99)]) == .exchangedAxes)
    #expect(try kind([(120.17, 30.27), (120.18, 30.27)]) == nil)
    #expect(try kind([(15.63, 78.22), (15.64, 78.22)]) == nil)
    // One slip among many is a node without a place.
    #expect(
      try kind([(120.17, 30.27), (120.18, 30.27), (30.27, 120.17), (120.18, 30.28)]) == nil)
  }
}
