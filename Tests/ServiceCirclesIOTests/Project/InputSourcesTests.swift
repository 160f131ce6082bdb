import Foundation
import PlaneGeometry
import ServiceCircles
import Testing

@testable import ServiceCirclesIO

/// What becomes of records and numbers on their way from files to an assessment.
@Suite struct InputSourcesTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Communities side by side, a hundredth of a degree wide, with these properties.
  private func communities(_ properties: [String]) throws -> String {
    let features = properties.enumerated().map { i, text in
      let (west, east) = (120 + Double(i) / 100, 120.01 + Double(i) / 100)
      return """
        {"type":"Feature","properties":{\(text)},"geometry":{"type":"Polygon","coordinates":[[[\(west),30],\
        [\(east),30],[\(east),30.01],[\(west),30.01],[\(west),30]]]}}
        """
    }
    return try folder.write(
      "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}",
      to: "c.geojson")
  }

  private func assess(
    _ more: String, accepting: Bool = false
  ) async throws -> (inputs: AssessmentInputs, result: Assessment.Result) {
    let path = try folder.write(
      "crs: EPSG:4549\ncommunities: { path: c.geojson }\n" + more, to: "p.yaml")
    var project = try ProjectFile(path: path)
    project.acceptsLosses = accepting
    let assessment = try await Assessment(project, circles: .none, workers: 1)
    return (assessment.inputs, try await assessment.run())
  }

  private func row(_ role: String, _ inputs: AssessmentInputs) -> [Int?] {
    inputs.sources.filter { $0.role == role }.flatMap { [$0.features, $0.rejected] }
  }

  private static let clinic = "id,lon,lat,kind\n1,120.005,30.005,MED.clinic\n"

  @Test func `a community twice is one, another of its id is kept`() async throws {
    let square = #""id":"a","name":"A","households":7"#
    _ = try communities([square, square, #""id":"a","name":"A","households":7,"remark":"x""#])
    // The second polygon lies elsewhere, so it is no equal of the first.
    let path = folder.file("c.geojson")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let features = text.components(separatedBy: "{\"type\":\"Feature\",").dropFirst()
    let first = try #require(features.first)
    _ = try folder.write(
      text.replacing("]}\n", with: "]}").dropLast(2) + ",{\"type\":\"Feature\","
        + first.trimmingCharacters(in: CharacterSet(charactersIn: ",")) + "]}",
      to: "c.geojson")
    _ = try folder.write(Self.clinic, to: "f.csv")
    let (inputs, _) = try await assess("facilities: [{ path: f.csv }]\n")
    #expect(inputs.communities.map(\.id) == ["a", "a#2", "a#3"])
    #expect(row("communities", inputs) == [4, 1])
    #expect(
      inputs.issues.filter { $0.role == "communities" }.map(\.problem.key)
        == ["place.duplicate_ids", "place.identical", "community.no_setting"])
  }

  /// With a polygon it would be a community of all, without one it would leave every sum open.
  @Test func `a record that adds up others is no community, used or not`() async throws {
    _ = try communities([#""id":"a","name":"A","households":7"#, #""id":"z","name":"合计""#])
    let path = folder.file("c.geojson")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    _ = try folder.write(
      text.replacing("]}\n", with: "]}").dropLast(2)
        + #",{"type":"Feature","properties":{"id":"总计"},"geometry":null}]}"#, to: "c.geojson")
    _ = try folder.write(Self.clinic, to: "f.csv")
    let (inputs, _) = try await assess("facilities: [{ path: f.csv }]\n")
    #expect(inputs.communities.map(\.id) == ["a"] && inputs.unusableCommunities.isEmpty)
    #expect(row("communities", inputs) == [3, 2])
    #expect(
      inputs.issues.filter { $0.role == "communities" }.map(\.problem.key).prefix(2)
        == ["table.total_row", "table.total_row"])
  }

  @Test func `files without ids lose no facility`() async throws {
    _ = try communities([#""id":"a""#])
    for i in 0..<8 {
      _ = try folder.write(
        "lon,lat,kind\n"
          + (0...i).map { "120.00\(i),30.00\($0),MED.clinic\n" }.joined(), to: "f\(i).csv")
    }
    let (inputs, result) = try await assess(
      "facilities:\n" + (0..<8).map { "  - { path: f\($0).csv }\n" }.joined())
    #expect(inputs.facilities.count == 36 && Set(result.facilities.map(\.id)).count == 36)
    #expect(row("facilities", inputs) == (0..<8).flatMap { [$0 + 1, 0] })
    #expect(inputs.issues.filter { $0.problem.key == "place.shared_id" }.count == 8)
  }

  @Test func `a layer that loses more than half of its records stops the run`() async throws {
    _ = try communities([#""id":"a""#])
    _ = try folder.write(
      "id,lon,lat,kind\n"
        + (1...5).map { "\($0),120.00\($0),30.005,\($0 < 3 ? "MED.clinic" : "clinik")\n" }
        .joined(), to: "f.csv")
    let error = await #expect(throws: LayerError.self) {
      try await assess("facilities: [{ path: f.csv }]\n")
    }
    let text = error?.message.text(in: .english) ?? ""
    #expect(error?.category == .badData)
    #expect(
      ["f.csv", "3 of 5", "clinik", "--accept-losses"].allSatisfy(text.contains), "\(text)")
    let (inputs, result) = try await assess("facilities: [{ path: f.csv }]\n", accepting: true)
    #expect(row("facilities", inputs) == [5, 3])
    #expect(result.summary.losses.map(\.role) == ["facilities"])
    #expect(result.summary.losses.first?.losses.map(\.count) == [3])
  }

  @Test func `homes of unknown communities stop the run, those outside are counted`() async throws {
    _ = try communities([#""id":"a""#])
    _ = try folder.write(Self.clinic, to: "f.csv")
    let roles = "facilities: [{ path: f.csv }]\nresidences: { path: h.csv }\n"
    _ = try folder.write(
      "id,lon,lat,households,community_id\n1,120.005,30.005,2,a\n2,120.005,30.005,2,x\n3,120.005,30.005,2,y\n",
      to: "h.csv")
    let error = await #expect(throws: LayerError.self) { try await assess(roles) }
    #expect(error?.reason.isOfLosses == true)
    _ = try folder.write(
      "id,lon,lat,households\n1,120.005,30.005,2\n2,120.005,30.006,2\n3,120.5,30.005,2\n,,,\n",
      to: "h.csv")
    let (_, result) = try await assess(roles)
    let homes = try #require(result.sources.first { $0.role == "residences" })
    #expect(homes.features == 4 && homes.rejected == 2)
    #expect(homes.losses.map(\.problem.key) == ["residence.outside", "place.unlocated"])
    #expect(result.summary.losses.contains { $0.role == "residences" })
  }

  @Test func `the register comes first, and what contradicts is said`() async throws {
    _ = try communities([
      #""id":"a","households":4052,"service_area_m2":100"#,
      #""id":"b","households":10,"service_area_m2":5"#, #""id":"c","households":30"#,
    ])
    _ = try folder.write(
      "id,lon,lat,kind,floor_area\n1,120.005,30.005,GOV.service_centre,900\n2,120.015,30.005,GOV.service_centre,7\n",
      to: "f.csv")
    _ = try folder.write(
      "id,lon,lat,households\n1,120.005,30.005,4000\n2,120.015,30.005,10\n3,120.025,30.005,30\n",
      to: "h.csv")
    _ = try folder.write(
      "id,households,service_area_m2\na,1000,400\nb,,7\nc,30,\n", to: "r.csv")
    let (inputs, result) = try await assess(
      """
      facilities: [{ path: f.csv }]
      residences: { path: h.csv }
      registers: [{ path: r.csv, level: community }]

      """)
    #expect(result.communities.map(\.households) == [1000, 10, 30])
    // What stands in the table is what ratios divide by.
    let areas = result.findings.filter { $0.ruleID == "T2-3" }
    func number(_ id: String) -> Finding? { areas.first { $0.subject == .community(id) } }
    #expect(number("a")?.numerator == ExactDecimal(400))
    #expect(number("a")?.denominator == ExactDecimal(1000))
    #expect(number("b")?.numerator == ExactDecimal(7))
    #expect(number("b")?.denominator == ExactDecimal(10))
    // An empty cell is not 0.
    #expect(number("c")?.verdict == .unknown)
    #expect(result.issues.remarks.contains { $0.problem.values["count"] == "4" })
    let conflicts = result.issues
      .filter { $0.problem.key.hasPrefix("value.") && !$0.feature.isEmpty }
      .map { "\($0.feature) \($0.field) \($0.problem.key)" }
    #expect(
      conflicts == [
        "a households value.conflict", "a service_area_m2 value.conflict",
        "b service_area_m2 value.conflict", "a service_area_m2 value.conflict",
        "a households value.homes_differ",
      ])
    let text = result.issues.first { $0.problem.key == "value.conflict" }
    #expect(text?.problem.text(in: .english).contains("1000, and 4052") == true)
    #expect(text?.action.text(in: .english) == "1000 was taken")
    #expect(inputs.communities.map(\.households) == [1000, 10, 30])
  }

  @Test func `rows and registers of one unit complete each other`() async throws {
    _ = try communities([#""id":"a","township":"T""#, #""id":"b","township":"T""#])
    _ = try folder.write(Self.clinic, to: "f.csv")
    _ = try folder.write(
      "id,households,service_area_m2\na,10,\na,,40\na,11,40\nb,5,6\nb,5,6\n", to: "r.csv")
    _ = try folder.write("id,households,population\nb,6,20\na,,\n", to: "s.csv")
    _ = try folder.write("id,elderly\nT,5\nT,6\n", to: "t.csv")
    _ = try folder.write("id,elderly\nT,7\n", to: "u.csv")
    let (inputs, _) = try await assess(
      """
      facilities: [{ path: f.csv }]
      registers:
        - { path: r.csv, level: community }
        - { path: s.csv, level: community }
        - { path: t.csv, level: township }
        - { path: u.csv, level: township }

      """, accepting: true)
    let a = inputs.communities[0].quantities
    let b = inputs.communities[1].quantities
    #expect(a["households"] == .number(ExactDecimal(10)))
    #expect(a["service_area_m2"] == .number(ExactDecimal(40)))
    #expect(
      b["households"] == .number(ExactDecimal(5)) && b["population"] == .number(ExactDecimal(20)))
    #expect(inputs.registers.map(\.region.name) == ["T"])
    #expect(inputs.registers[0].quantities["elderly"] == .number(ExactDecimal(5)))
    #expect(row("registers", inputs) == [5, 2, 2, 0, 2, 1, 1, 0])
    #expect(
      inputs.issues.filter { $0.role == "registers" }.map { "\($0.feature) \($0.problem.key)" } == [
        "3 place.duplicate_id", "a value.conflict", "6 place.identical", "b value.conflict",
        "T value.conflict", "T value.conflict",
      ])
  }

  @Test func `a register of other communities stops the run`() async throws {
    _ = try communities([#""id":"a""#])
    _ = try folder.write(Self.clinic, to: "f.csv")
    _ = try folder.write("id,households\na,1\nb,1\nc,1\n", to: "r.csv")
    let roles = "facilities: [{ path: f.csv }]\nregisters: [{ path: r.csv, level: community }]\n"
    let error = await #expect(throws: LayerError.self) { try await assess(roles) }
    #expect(error?.reason.isOfLosses == true)
    let (inputs, _) = try await assess(roles, accepting: true)
    #expect(row("registers", inputs) == [3, 2])
    #expect(inputs.sources.last { $0.role == "registers" }?.losses.map(\.count) == [1, 1])
  }

  @Test func `a kind that is spelt like another is named once`() async throws {
    _ = try communities([#""id":"a""#])
    _ = try folder.write(
      "id,lon,lat,kind\n"
        + ["MED.clinik", "MED.clinik", "COM.zzz", "MED.clinic", "MED"].enumerated()
        .map { "\($0.offset),120.005,30.00\($0.offset),\($0.element)\n" }.joined(), to: "f.csv")
    let (inputs, _) = try await assess("facilities: [{ path: f.csv }]\n")
    #expect(inputs.facilities.count == 5)
    let issue = inputs.issues.filter { $0.role == "facilities" }
    #expect(issue.map(\.problem.key) == ["place.kind_like"])
    #expect(issue.first?.problem.text(in: .english).contains("'MED.clinic'") == true)
    #expect(issue.first?.action.text(in: .english) == "2 of this kind counted for MED as a whole")
  }

  @Test func `a facility that serves an unknown community is named`() async throws {
    _ = try communities([#""id":"a""#])
    _ = try folder.write(
      "id,lon,lat,kind,serves\n1,120.005,30.005,MED.clinic,a\n2,120.005,30.006,MED.clinic,b\n",
      to: "f.csv")
    let (_, result) = try await assess("facilities: [{ path: f.csv }]\n")
    #expect(
      result.issues.filter { $0.role == "facilities" && $0.feature != "" }.map {
        "\($0.feature) \($0.problem.key)"
      }
        == ["2 facility.unknown_community"])
  }
}

extension LayerError.Reason {
  fileprivate var isOfLosses: Bool { if case .tooManyLost = self { true } else { false } }
}
