import Foundation
import PlaneGeometry
import ServiceCircles
import Testing

@testable import ServiceCirclesIO

@Suite struct ProjectFileTests {
  private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The example of the documentation is a project file.
  @Test func theDocumentedExampleIsRead() throws {
    let page = try String(
      contentsOf: Self.repository.appendingPathComponent("docs/project.md"), encoding: .utf8)
    let yaml = try #require(page.firstMatch(of: /```yaml\n((?:.|\n)+?)```/)).1
    let folder = try TemporaryFolder()
    let path = folder.file("p.yaml")
    try Data(yaml.utf8).write(to: URL(fileURLWithPath: path))
    let project = try ProjectFile(path: path)
    #expect(project.standard.id == "zhejiang-14fyp" && project.profiles == ["elderly"])
    #expect(project.setting == .urban && project.srid == 4549)
    let base = (path as NSString).deletingLastPathComponent
    #expect(project.streets == base + "/city.osm.pbf" && project.report == base + "/report.sqlite")
    let communities = try #require(project.communities)
    #expect(communities.source.layer == "社区" && communities.columns.id == "社区代码")
    #expect(communities.columns.households == "户数" && communities.columns.setting == nil)
    #expect(project.facilities.count == 4)
    #expect(project.facilities[0].kinds["卫生服务站"] == FacilityKind(.medical, "clinic"))
    #expect(project.facilities[0].columns.floorArea == "建筑面积")
    #expect(project.facilities[1].kind == FacilityKind(.sports, "pitch"))
    #expect(project.facilities[2].source?.datum == .gcj02)
    #expect(project.facilities[3].source == nil)
    #expect(project.residences?.columns.population == "人口")
    guard case .layer(let land) = project.land else {
      Issue.record("land is not read as a layer")
      return
    }
    #expect(land.filter == "DLBM IN ('0701','0702')" && land.layer == "DLTB")
    #expect(project.accessMetres == 200 && project.detour == 1.3)
    #expect(project.registers.map(\.level) == [.community, .township])
    #expect(project.registers[0].idColumn == "社区代码" && project.covers == .province)
    #expect(project.standard.options.first { $0.id == "centre" }?.chosen == "sum")
  }

  @Test(arguments: [
    ("options: { centre: smallest }", "p.yaml:1: option 'centre' has no choice 'smallest'"),
    ("options: { center: sum }", "no option 'center'"),
    ("registers: [{ path: a.csv }]", "'level' is missing"),
    ("registers: [{ path: a.csv, level: village }]", "'village' is not one of community, township"),
    ("covers: community", "'community' is not one of township"),
    (
      "communities: { path: a.gpkg, columns: { servce_area_m2: x } }",
      "did you mean 'service_area_m2'"
    ),
  ])
  func whatIsWrongIsSaidWithItsLine(yaml: String, says: String) throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: YAMLFileError.self) {
      try ProjectFile(path: folder.write(yaml, to: "p.yaml"))
    }
    let text = error?.message.text(in: .english) ?? ""
    #expect(text.contains(says), "\(text)")
  }

  /// A user's own rules, by a path beside the project.
  @Test func aRuleSetOfOnesOwnIsReadFromItsFile() throws {
    let folder = try TemporaryFolder()
    let rules = try String(
      contentsOf: Self.repository.appendingPathComponent(
        "Sources/ServiceCircles/Resources/standards/zhejiang-14fyp.yaml"), encoding: .utf8)
    try Data(rules.replacing("id: zhejiang-14fyp", with: "id: own").utf8)
      .write(to: URL(fileURLWithPath: folder.file("own.yaml")))
    try Data("standard: own.yaml\nprofile: [elderly, zj-sport]\nland: osm\n".utf8)
      .write(to: URL(fileURLWithPath: folder.file("p.yaml")))
    let project = try ProjectFile(path: folder.file("p.yaml"))
    #expect(project.standard.id == "own" && project.profiles == ["elderly", "zj-sport"])
    try Data("id: own\n".utf8).write(to: URL(fileURLWithPath: folder.file("own.yaml")))
    let error = #expect(throws: YAMLFileError.self) {
      try ProjectFile(path: folder.file("p.yaml"))
    }
    let text = error?.message.text(in: .english) ?? ""
    #expect(text.contains("own.yaml: not a rule set (line 1: 'name' is missing)"), "\(text)")
  }

  /// A filter is passed to GDAL; one that it does not understand is an error, not an empty layer.
  @Test func conditionsChooseRecords() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("f.csv")
    try Data(
      "id,lon,lat,kind\na,120,30,MED.clinic\nb,120,30,CUL.library\nc,120,30,MED.clinic\n".utf8
    ).write(to: URL(fileURLWithPath: path))
    let plane = try WorkingPlane(srid: 4549)
    func read(_ filter: String) throws -> [String] {
      try PlaceReader(
        LayerSource(path: path, filter: filter), role: "facilities", plane: plane
      ).facilities().rows.map(\.place.id)
    }
    #expect(try read("kind = 'MED.clinic'") == ["a", "c"])
    let error = #expect(throws: LayerError.self) { try read("kynd = = 'x'") }
    #expect(error?.category == .badData)
    #expect(error?.message.text(in: .english).contains("the condition 'kynd = = 'x''") == true)
  }
}
