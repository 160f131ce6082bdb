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
