import Foundation
import PlaneGeometry
import ServiceCircles
import Testing

@testable import ServiceCirclesIO

/// The sample county through the whole pipeline, with its areas and roll-ups counted again by other means.
@Suite struct SampleCountyTests {
  private static let run = Task { () throws -> (AssessmentInputs, Assessment.Result) in
    let project = try ProjectFile(path: SampleCounty.file("project.yaml"))
    let assessment = try await Assessment(project, circles: .none, workers: 2)
    return (assessment.inputs, try await assessment.run())
  }

  /// Even–odd in the plane, written again.
  private func contains(_ polygons: [Polygon], _ p: PlanePoint) -> Bool {
    polygons.contains { polygon in
      var inside = false
      for ring in [polygon.exterior] + polygon.holes {
        for (a, b) in zip(ring, ring.dropFirst()) where (a.y > p.y) != (b.y > p.y) {
          if p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x { inside.toggle() }
        }
      }
      return inside
    }
  }

  private func centimetres(_ text: String) throws -> Int {
    let parts = text.split(separator: ".")
    return try #require(Int(parts[0])) * 100
      + (parts.count > 1 ? try #require(Int((String(parts[1]) + "0").prefix(2))) : 0)
  }

  @Test func `service areas per hundred households are counted again`() async throws {
    let (inputs, result) = try await Self.run.value
    var area: [String: Int] = [:]
    // Community rooms and home-care rooms, as the option in force counts them.
    for facility in inputs.facilities
    where facility.kind.category == .general || facility.kind.description == "ELD.care_centre" {
      guard case .point(let point) = facility.geometry else { continue }
      let community =
        facility.servedCommunityID
        ?? inputs.communities.first { contains($0.polygons, point) }?.id
      area[try #require(community), default: 0] += try centimetres(
        #require(facility.floorArea))
    }
    var passing: [String: Int] = [:]
    var sums: [String: (area: Int, households: Int, units: Int)] = [:]
    for community in inputs.communities {
      let households = try #require(community.households)
      let own = area[community.id] ?? 0
      // 40 m² per 100 households are 40 square centimetres × 100 a household.
      let expected: Verdict = own >= 40 * households ? .pass : .fail
      let finding = result.findings.first {
        $0.subject == .community(community.id) && $0.ruleID == "T2-3"
      }
      #expect(finding?.verdict == expected, "\(community.id)")
      let area = try #require(finding?.numerator)
      #expect(try centimetres(area.description) == own)
      for region in ["*", "33", "3301", "330199", String(community.id.prefix(9))] {
        passing[region, default: 0] += expected == .pass ? 1 : 0
        let before = sums[region] ?? (0, 0, 0)
        sums[region] = (before.area + own, before.households + households, before.units + 1)
      }
    }
    let rows = result.regions.filter { $0.ruleID == "T2-3" }
    #expect(rows.count == 8)
    for row in rows {
      let sum = try #require(sums[row.region.name])
      #expect(row.units == sum.units && row.passing == passing[row.region.name], "\(row.region)")
      let numerator = try #require(row.finding?.numerator)
      #expect(try centimetres(numerator.description) == sum.area)
      #expect(row.finding?.denominator == ExactDecimal(sum.households))
      #expect(
        row.finding?.verdict == (sum.area >= 40 * sum.households ? .pass : .fail))
    }
    #expect(passing["*"].map { $0 > 5 && $0 < 39 } == true)
  }

  @Test func `every rule of communities passes somewhere and fails somewhere`() async throws {
    let (_, result) = try await Self.run.value
    for rule in ["T2-1", "T2-2", "T2-3", "F-1", "F-2", "F-4", "F-5", "F-9", "F-14", "F-20", "F-21"]
    {
      let verdicts = Set(
        result.findings.filter { $0.ruleID == rule }.map(\.verdict))
      #expect(verdicts.contains(.pass) && verdicts.contains(.fail), "\(rule)")
    }
    let circles = Dictionary(grouping: result.coverage.filter { $0.profile == "standard" }) {
      $0.ruleID
    }
    #expect(circles.keys.sorted() == ["C-1", "C-2", "C-3", "C-4", "C-5", "C-6"])
    for (rule, rows) in circles {
      #expect(rows.contains { $0.households.all > 0 && $0.households.covered == $0.households.all })
      #expect(rows.contains { $0.households.covered < $0.households.all }, "\(rule)")
    }
    #expect(Set(result.gaps.map(\.cause)).count >= 4)
  }

  @Test func `three communities are urban by one meaning and rural by another`() async throws {
    let (inputs, result) = try await Self.run.value
    let ambiguous = inputs.communities.filter {
      !$0.settings.bases(against: $0.setting).isEmpty
    }
    #expect(ambiguous.count == 3)
    #expect(Set(result.sensitivity.map(\.communityID)) == Set(ambiguous.map(\.id)))
    for community in ambiguous {
      let rules = Set(
        result.sensitivity.filter { $0.communityID == community.id }.map(\.ruleID))
      #expect(rules.isSuperset(of: ["C-1", "C-2", "C-5", "C-6"]))
    }
  }

  @Test func `the county's own data has no other flaw than is meant`() async throws {
    let (inputs, result) = try await Self.run.value
    #expect(
      inputs.issues.map(\.problem.key) == Array(repeating: "community.class_disagrees", count: 3))
    #expect(result.issues == inputs.issues)
    #expect(Set(inputs.facilities.map(\.kind.category)) == Set(ServiceCategory.allCases))
    #expect(
      inputs.communities.allSatisfy { AdministrativeCode($0.id)?.setting == $0.setting })
  }

  /// A county's register says nothing of one township's households.
  @Test func `registers of a region that is kept in part are left out`() async throws {
    let project = try ProjectFile(path: SampleCounty.file("project.yaml"))
    let (whole, _) = try await Self.run.value
    #expect(Set(whole.registers.map(\.region.level)) == [.township, .county])
    let part = try await Assessment(project, only: "330199101").inputs
    #expect(part.registers.map(\.region.name) == ["330199101"])
  }

  /// The maker makes the files that are in the repository.
  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3"), "needs python3"))
  func `the county is made again, byte for byte`() throws {
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = ["-B", SampleCounty.file("make.py"), folder.path]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    for name in [
      "streets.osm", "indicators.csv", "projects.csv", "registers/communities.csv",
      "registers/townships.csv", "registers/county.csv",
    ] {
      let made = try Data(contentsOf: URL(filePath: folder.file(name)))
      #expect(made == (try Data(contentsOf: URL(filePath: SampleCounty.file(name)))), "\(name)")
    }
    #expect(FileManager.default.fileExists(atPath: folder.file("county.gpkg")))
  }
}
