import CGDAL
import Foundation
import PlaneGeometry
import ServiceCircles
import TestSupport
import Testing

@testable import ServiceCirclesIO

/// Decimals of formats that keep them as binary numbers.
@Suite struct FieldTextTests {
  @Test(arguments: [
    (350, "350"), (1234.56, "1234.56"), (4569.57, "4569.57"), (0.1 + 0.2, "0.3"), (5, "5"),
    (-2.5, "-2.5"),
    (0.00001, "0.00001"), (123_456_789.123456, "123456789.123456"), (0, "0"),
  ]) func `fifteen digits are shown, and no more`(number: Double, text: String) {
    #expect(FieldText.text(of: number) == text)
  }

  @Test func `every amount of square centimetres survives`() throws {
    var random = SplitMix(state: 15)
    for _ in 0..<10_000 {
      let n = Int.random(in: 0...99_999_999_999, using: &random)
      let exact = try #require(ExactDecimal("\(n / 100).\(String("0\(n % 100)".suffix(2)))"))
      let text = FieldText.text(of: exact.double)
      #expect(ExactDecimal(text) == exact, "\(exact)")
    }
  }

  @Test(
    arguments: [
      (1234.56, "1234.56"), (350, "350"), (0.1, "0.1"), (16_777_216, "16777216"), (4052, "4052"),
    ] as [(Float, String)]) func `single precision has the digits that tell it from others`(
      number: Float, text: String
    )
  {
    #expect(FieldText.text(ofSingle: number) == text)
  }

  /// A layer of squares with numbers, as programs on GDAL write it.
  ///
  /// - Parameter numbers: By column, the number of every record.
  private func layer(
    _ path: String, _ driver: String, ids: [String],
    _ numbers: KeyValuePairs<String, [Double]>, isSingle: Bool = false
  ) {
    GDALLibrary.quietly {
      let dataset = GDALCreate(GDALGetDriverByName(driver), path, 0, 0, 0, GDT_Unknown, nil)
      let plane = OSRNewSpatialReference(nil)
      _ = OSRImportFromEPSG(plane, 4549)
      // With an index it keeps another order.
      let options = driver == "FlatGeobuf" ? ["SPATIAL_INDEX=NO"] : []
      let layer = GDALLibrary.withList(options) {
        GDALDatasetCreateLayer(dataset, "l", plane, wkbPolygon, $0)
      }
      let id = OGR_Fld_Create("id", OFTString)
      _ = OGR_L_CreateField(layer, id, 1)
      OGR_Fld_Destroy(id)
      for (name, _) in numbers {
        let field = OGR_Fld_Create(name, OFTReal)
        if isSingle { OGR_Fld_SetSubType(field, OFSTFloat32) }
        _ = OGR_L_CreateField(layer, field, 1)
        OGR_Fld_Destroy(field)
      }
      for (i, id) in ids.enumerated() {
        let feature = OGR_F_Create(OGR_L_GetLayerDefn(layer))
        OGR_F_SetFieldString(feature, 0, id)
        for (column, all) in numbers.enumerated() {
          OGR_F_SetFieldDouble(feature, Int32(column + 1), all.value[i])
        }
        let ring = OGR_G_CreateGeometry(wkbLinearRing)
        for (x, y) in [(0.0, 0.0), (10, 0), (10, 10), (0, 10), (0, 0)] {
          OGR_G_AddPoint_2D(ring, 500_000 + Double(i) * 20 + x, 3_300_000 + y)
        }
        let square = OGR_G_CreateGeometry(wkbPolygon)
        _ = OGR_G_AddGeometryDirectly(square, ring)
        _ = OGR_F_SetGeometryDirectly(feature, square)
        _ = OGR_L_CreateFeature(layer, feature)
        OGR_F_Destroy(feature)
      }
      OSRRelease(plane)
      GDALClose(dataset)
    }
  }

  @Test(arguments: [
    ("ESRI Shapefile", "shp", false), ("GPKG", "gpkg", false), ("GPKG", "gpkg", true),
    ("FlatGeobuf", "fgb", false), ("FlatGeobuf", "fgb", true), ("GeoJSON", "geojson", false),
    ("MapInfo File", "tab", false),
  ]) func `every reader takes the numbers that were written`(
    driver: String, ending: String, isSingle: Bool
  ) throws {
    let folder = try TemporaryFolder()
    let path = folder.file("l.\(ending)")
    layer(
      path, driver, ids: ["a", "b"],
      [
        "households": [5, 4052], "population": [12, 0], "floor_area": [1234.56, 350],
        "elderly": [7, 0], "lon": [120.25, 120.5], "lat": [30.25, 30.5],
      ], isSingle: isSingle)
    let source = LayerSource(path: path)
    let plane = try WorkingPlane(srid: 4549)
    let plan = RuleSet.zhejiang14thFiveYearPlan
    let places = PlaceReader(
      source, role: "residences", plane: plane,
      columns: PlaceColumns(longitude: nil, latitude: nil))
    let homes = try places.residences()
    #expect(homes.rows.map(\.households) == [5, 4052] && homes.rows.map(\.population) == [12, 0])
    #expect(
      try places.facilities(kind: FacilityKind(.medical, "clinic")).rows.map(\.floorArea)
        == ["1234.56", "350"])
    let communities = try CommunityReader(source, plane: plane, standard: plan).communities()
    #expect(communities.rows.map(\.households) == [5, 4052])
    #expect(
      communities.rows.map { $0.quantities["elderly"] } == [
        .number(ExactDecimal(7)), .number(.zero),
      ])
    let register = try RegisterTable(source, level: .community, standard: plan)
    #expect(
      register.records.map { $0.quantities["population"] } == [
        .number(ExactDecimal(12)), .number(.zero),
      ])
    let projects = try ProjectList(source, standard: plan)
    #expect(
      projects.records.map { $0.project?.quantities["households"] } == [
        .number(ExactDecimal(5)), .number(ExactDecimal(4052)),
      ])
    #expect(projects.records.map { $0.project?.position?.longitude } == [120.25, 120.5])
    let issues = (homes.issues + communities.issues + projects.issues)
      .filter { $0.problem.key != "community.no_setting" }
    #expect(issues.isEmpty && register.issues.allSatisfy { $0.severity == .note }, "\(issues)")
  }

  @Test func `counts are written in the same ways everywhere`() throws {
    let folder = try TemporaryFolder()
    let cells: [(cell: String, count: Int?)] = [
      ("5", 5), ("5.0", 5), ("5.000000000000000", 5), ("\"1,234\"", 1234), ("１２", 12), ("12户", 12),
      ("+7", 7), ("0.9万", 9000), ("-", nil), ("N/A", nil), ("", nil), ("1e3", nil), ("5.5", nil),
      ("\"12,34\"", nil), ("-3", nil), ("0x10", nil), ("nan", nil),
    ]
    // What says that it is missing is no mistake.
    let wrong = ["1e3", "5.5", "\"12,34\"", "-3", "0x10", "nan"]
    let csv =
      "id,lon,lat,households,elderly\n"
      + cells.enumerated().map {
        "\($0.offset),120.01,30.01,\($0.element.cell),\($0.element.cell)\n"
      }
      .joined()
    let source = LayerSource(path: try folder.write(csv, to: "h.csv"))
    let records = try PlaceReader(
      source, role: "residences", plane: WorkingPlane(srid: 4549)
    ).records()
    #expect(records.rows.map(\.households) == cells.map(\.count))
    #expect(records.issues.count == wrong.count)
    let register = try RegisterTable(
      source, level: .community, standard: .zhejiang14thFiveYearPlan)
    for item in ["households", "elderly"] {
      #expect(
        register.records.map { $0.quantities[item]?.number?.wholeNumber } == cells.map(\.count))
    }
    #expect(register.issues.count { $0.severity == .warning } == 2 * wrong.count)
  }

  /// A shapefile with decimals of the width that other programs write.
  private func shapefile(_ folder: TemporaryFolder) throws -> String {
    let path = folder.file("f.shp")
    GDALLibrary.quietly {
      let driver = GDALGetDriverByName("ESRI Shapefile")
      let dataset = GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, nil)
      let plane = OSRNewSpatialReference(nil)
      _ = OSRImportFromEPSG(plane, 4549)
      let layer = GDALDatasetCreateLayer(dataset, "f", plane, wkbPoint, nil)
      for (name, type) in [
        ("id", OFTString), ("kind", OFTString), ("floor_area", OFTReal), ("hu", OFTReal),
      ] {
        let field = OGR_Fld_Create(name, type)
        if type == OFTReal {
          OGR_Fld_SetWidth(field, 24)
          OGR_Fld_SetPrecision(field, 15)
        }
        _ = OGR_L_CreateField(layer, field, 1)
        OGR_Fld_Destroy(field)
      }
      for (i, area) in [350, 1234.56, 4569.57].enumerated() {
        let feature = OGR_F_Create(OGR_L_GetLayerDefn(layer))
        OGR_F_SetFieldString(feature, 0, "p\(i)")
        OGR_F_SetFieldString(feature, 1, "MED.clinic")
        OGR_F_SetFieldDouble(feature, 2, area)
        OGR_F_SetFieldDouble(feature, 3, 5)
        let point = OGR_G_CreateGeometry(wkbPoint)
        OGR_G_SetPoint_2D(point, 0, 500_000, 3_300_000)
        _ = OGR_F_SetGeometryDirectly(feature, point)
        _ = OGR_L_CreateFeature(layer, feature)
        OGR_F_Destroy(feature)
      }
      OSRRelease(plane)
      GDALClose(dataset)
    }
    return path
  }

  @Test func `a shapefile's decimals are the numbers that were written`() throws {
    let folder = try TemporaryFolder()
    let source = LayerSource(path: try shapefile(folder))
    let reader = PlaceReader(
      source, role: "facilities", plane: try WorkingPlane(srid: 4549),
      columns: PlaceColumns(households: "hu"))
    let facilities = try reader.facilities()
    #expect(facilities.issues.isEmpty, "\(facilities.issues)")
    #expect(facilities.rows.map(\.floorArea) == ["350", "1234.56", "4569.57"])
    #expect(try reader.residences().rows.map(\.households) == [5, 5, 5])
    let table = try TextTable.read(source)
    #expect(table.rows.map { $0.cells[2] } == ["350", "1234.56", "4569.57"])
  }
}
