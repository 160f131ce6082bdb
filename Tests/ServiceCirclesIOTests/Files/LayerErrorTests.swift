import ServiceCircles
import Testing

@testable import ServiceCirclesIO

@Suite struct LayerErrorTests {
  @Test func `where there is nothing to choose from, the message says so`() {
    func text(_ reason: LayerError.Reason) -> String {
      LayerError(reason, file: "f.gpkg").message.text(in: .english)
    }
    #expect(
      text(.missingColumn("id", nearest: nil, available: []))
        == "f.gpkg: column 'id' is missing; there are none")
    #expect(
      text(.missingColumn("id", nearest: nil, available: ["a", "b"]))
        == "f.gpkg: column 'id' is missing; there are a, b")
    for reason in [
      LayerError.Reason.unknownLayer(available: []), .severalLayers([]),
      .unknownEnding(available: []), .noItemColumn(available: []),
    ] {
      #expect(text(reason).contains("none"), "\(reason)")
    }
    let chinese = LayerError(.noItemColumn(available: []), file: "f").message.text(in: .chinese)
    #expect(chinese.contains("现有列：无"))
  }

  @Test func `a message names its file once, whatever the reader says`() {
    let reasons: [LayerError.Reason] = [
      .notFound, .notAFile, .needsNetwork, .unknownAddress, .unsafeSchema("a trigger"),
      .tookTooLong(seconds: 5), .viewIsTooLarge, .archivedDatabaseIsTooLarge,
      .cannotOpen("`f.gpkg' not recognized as a supported file format."),
      .cannotOpen("f.gpkg: no such table"), .unknownLayer(available: ["a"]),
      .severalLayers(["a", "b"]), .missingColumn("x", nearest: "y", available: ["y"]),
      .missingCRS(likely: []), .missingCRS(likely: ["EPSG:4549"]), .legacyDatum("Xian 1980"),
      .unusableCRS(crs: "EPSG:1", reason: "unknown"),
      .readFailed("f.gpkg: disk I/O error"), .damaged("'f.gpkg' is truncated"),
      .cannotRead("no permission"), .unknownEnding(available: ["gpkg"]),
      .cannotCreate("no folder"), .outputIsInput("other.csv"), .outputExists,
      .companionExists("f.prj"), .writeFailed("full"),
      .badFilter("x", origin: "p.yaml:3", reason: "no column"), .noUsableRecord(nil),
      .tooManyLost(3, of: 5, reason: nil), .twoRoles("land", "residences"),
      .openQuote(line: 3), .noSuchRegion("x"), .severalRegions("x", codes: ["1", "2"]),
      .roleNeedsStreets("land"), .noTaggedFacility,
      .noItemColumn(available: ["a"]), .outOfMemory,
    ]
    for reason in reasons {
      for language in Language.allCases {
        let text = LayerError(reason, file: "f.gpkg", layer: "l").message.text(in: language)
        // A condition is told by where it stands, and a role that has no layer has no file.
        let names =
          switch reason {
          case .badFilter, .roleNeedsStreets: 0
          default: 1
          }
        #expect(text.components(separatedBy: "f.gpkg").count == 1 + names, "\(text)")
      }
    }
  }

  /// Whoever shows a problem of a record names its file first.
  @Test func `problems of a table's columns do not name the file, notes name it once`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "id,households,总户数,elderlyy,information_platform,zzzzzz\n1,5,5,1,1,1\n", to: "columns.csv")
    let plan = RuleSet.zhejiang14thFiveYearPlan
    let register = try RegisterTable(LayerSource(path: path), level: .county, standard: plan)
    let projects = try ProjectList(LayerSource(path: path), standard: plan)
    #expect(
      Set(register.issues.map(\.problem.key)) == [
        "table.unknown_column", "table.unknown_column_nearest", "table.repeated_column",
        "table.ambiguous_column",
      ])
    #expect(projects.notes.count > 2)
    for language in Language.allCases {
      for issue in register.issues + projects.columnIssues {
        let text = issue.problem.text(in: language) + issue.action.text(in: language)
        #expect(!text.contains("columns.csv"), "\(text)")
      }
      for note in projects.notes {
        let text = note.text(in: language)
        #expect(text.components(separatedBy: path).count == 2, "\(text)")
        #expect(text.components(separatedBy: "left out").count <= 2, "\(text)")
      }
    }
  }
}
