import CGDAL
import Foundation
import GRDB
import PlaneGeometry
import ServiceCircles
import Testing

@testable import ServiceCirclesIO

/// Cells that are no values of their columns' types: they say what the file holds, never what GDAL makes of it.
@Suite struct StoredCellsTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func homes(_ path: String, layer: String? = nil, filter: String? = nil) throws
    -> PlaceTable<Residence>
  {
    try PlaceReader(
      LayerSource(path: path, layer: layer, filter: filter), role: "residences",
      plane: try WorkingPlane(srid: 4549)
    ).residences()
  }

  /// The homes' households, and what is wrong with cells.
  private func reading(_ path: String, layer: String? = nil, filter: String? = nil) throws
    -> [String]
  {
    let table = try homes(path, layer: layer, filter: filter)
    return table.rows.map { "\($0.id) \($0.households.map(String.init) ?? "-")" }
      + table.issues.filter { !$0.feature.isEmpty }.map { $0.problem.text(in: .english) }
  }

  /// A GeoPackage of points; of a column of households, what it declares and what it holds.
  private func geoPackage(
    _ type: String, _ values: [DatabaseValue], name: String = "g.gpkg", more: String...
  ) throws -> String {
    let path = folder.file(name)
    GDALLibrary.quietly {
      let dataset = GDALCreate(GDALGetDriverByName("GPKG"), path, 0, 0, 0, GDT_Unknown, nil)
      let plane = OSRNewSpatialReference(nil)
      _ = OSRImportFromEPSG(plane, 4549)
      let layer = GDALLibrary.withList(["SPATIAL_INDEX=NO"]) {
        GDALDatasetCreateLayer(dataset, "t", plane, wkbPoint, $0)
      }
      let id = OGR_Fld_Create("id", OFTString)
      _ = OGR_L_CreateField(layer, id, 1)
      OGR_Fld_Destroy(id)
      for i in values.indices {
        let feature = OGR_F_Create(OGR_L_GetLayerDefn(layer))
        OGR_F_SetFieldString(feature, 0, "h\(i)")
        let point = OGR_G_CreateGeometry(wkbPoint)
        OGR_G_SetPoint_2D(point, 0, 500_000 + Double(i), 3_300_000)
        _ = OGR_F_SetGeometryDirectly(feature, point)
        _ = OGR_L_CreateFeature(layer, feature)
        OGR_F_Destroy(feature)
      }
      OSRRelease(plane)
      GDALClose(dataset)
    }
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "ALTER TABLE t ADD COLUMN households \(type)")
      for (i, value) in values.enumerated() {
        try database.execute(
          sql: "UPDATE t SET households = ? WHERE fid = ?", arguments: [value, i + 1])
      }
      for statement in more { try database.execute(sql: statement) }
    }
    try queue.close()
    return path
  }

  @Test(arguments: [
    ("INTEGER", "1,500", "h0 1500"), ("INTEGER", "12abc", "'12abc' is not a number"),
    ("MEDIUMINT", "１２", "h0 12"), ("REAL", "1,500", "h0 1500"),
    ("BOOLEAN", "viele", "'viele' is not a number"), ("DOUBLE", " 7 ", "h0 7"),
    ("DATE", "12", "h0 12"), ("BLOB", "120", "h0 120"),
  ]) func `a text in a column of another type is the text`(
    type: String, text: String, line: String
  ) throws {
    let path = try geoPackage(type, [text.databaseValue, 9.databaseValue])
    let lines = try reading(path)
    #expect(lines.contains(line), "\(lines)")
    #expect(lines.contains("h1 9"), "\(lines)")
  }

  @Test func `a number that its column cannot hold is the number`() throws {
    let lines = try reading(
      geoPackage(
        "MEDIUMINT",
        [5_000_000_000.databaseValue, 3.7.databaseValue, (-1).databaseValue, 8.databaseValue]))
    #expect(
      lines == [
        "h0 5000000000", "h1 -", "h2 -", "h3 8", "'3.7' is not a whole number",
        "'-1' is negative",
      ], "\(lines)")
    let flags = try reading(geoPackage("BOOLEAN", [7.databaseValue], name: "b.gpkg"))
    #expect(flags == ["h0 7"])
    let bytes = try reading(
      geoPackage("BLOB", [Data([0x12]).databaseValue], name: "x.gpkg"))
    #expect(bytes.count == 2 && bytes[0] == "h0 -" && bytes[1].contains("X'12'"), "\(bytes)")
  }

  @Test func `a text does not end at a NUL, but for those behind it`() throws {
    func path(_ type: String) throws -> String {
      try geoPackage(
        type, [.null, .null, 5.databaseValue], name: "\(type).gpkg",
        more: "UPDATE t SET households = CAST(x'31320030' AS TEXT) WHERE fid = 1",
        "UPDATE t SET households = CAST(x'33340000' AS TEXT) WHERE fid = 2")
    }
    let texts = try reading(path("TEXT"))
    #expect(texts.prefix(3) == ["h0 -", "h1 34", "h2 5"] && texts.count == 4, "\(texts)")
    let numbers = try reading(path("INTEGER"))
    #expect(numbers.prefix(3) == ["h0 -", "h1 34", "h2 5"] && numbers.count == 4, "\(numbers)")
  }

  @Test func `a condition leaves every cell its own record`() throws {
    let path = try geoPackage(
      "INTEGER", ["1,500".databaseValue, 2.databaseValue, "3,000".databaseValue])
    #expect(try reading(path, filter: "id <> 'h0'") == ["h1 2", "h2 3000"])
  }

  @Test func `a view's cells are those of its records, or it stops`() throws {
    func path(_ query: String, _ name: String) throws -> String {
      try geoPackage(
        "INTEGER", ["1,500".databaseValue, 2.databaseValue], name: name,
        more: "CREATE VIEW v AS \(query)",
        "INSERT INTO gpkg_contents (table_name, data_type, srs_id) VALUES ('v', 'features', 4549)",
        "INSERT INTO gpkg_geometry_columns VALUES ('v', 'geom', 'POINT', 4549, 0, 0)")
    }
    let reverse = try path(
      "SELECT fid AS OGC_FID, id, geom, households FROM t ORDER BY fid DESC", "a.gpkg")
    #expect(try reading(reverse, layer: "v") == ["h1 2", "h0 1500"])
    #expect(try reading(reverse, layer: "v", filter: "id = 'h0'") == ["h0 1500"])
    let unnumbered = try path("SELECT id, geom, households FROM t", "b.gpkg")
    do {
      _ = try homes(unnumbered, layer: "v")
      Issue.record("it was read")
    } catch {
      #expect(
        (error as? LayerError)?.reason
          == .viewOfSeveralTypes(column: "households", value: "1,500"))
    }
    #expect(try reading(unnumbered, layer: "t") == ["h0 1500", "h1 2"])
    let mixed = try path(
      "SELECT id, geom, CASE WHEN fid = 1 THEN 2 ELSE 0.5 END AS households FROM t", "c.gpkg")
    let lines = (try? reading(mixed, layer: "v")) ?? []
    #expect(lines.isEmpty || lines.contains { $0.contains("'0.5' is not a whole") }, "\(lines)")
  }

  @Test func `geometries of another reference system than the layer's stop`() throws {
    let path = try geoPackage(
      "INTEGER", [1.databaseValue, 2.databaseValue, 3.databaseValue],
      more: "UPDATE t SET geom = CAST(substr(geom, 1, 4) || x'0E0F0000' || substr(geom, 9) AS BLOB)"
        + " WHERE fid = 2")
    do {
      _ = try homes(path)
      Issue.record("it was read")
    } catch {
      #expect((error as? LayerError)?.reason == .otherSystem(own: "3854", layer: "4549"))
    }
    // Some programs leave it out.
    let silent = try geoPackage(
      "INTEGER", [1.databaseValue], name: "s.gpkg",
      more: "UPDATE t SET geom = CAST(substr(geom, 1, 4) || x'00000000' || substr(geom, 9) AS BLOB)"
    )
    #expect(try reading(silent) == ["h0 1"])
  }

  /// A dBASE table of points with one more column.
  private func dbf(
    _ values: [String], type: Character = "N", width: UInt8 = 10, decimals: UInt8 = 0,
    columns: [String] = ["id", "lon", "lat", "households"]
  ) throws -> String {
    let fields: [(Character, UInt8, UInt8)] =
      columns.dropFirst(3).reduce(into: [("C", 10, 0), ("C", 10, 0), ("C", 10, 0)]) { all, _ in
        all.append((type, width, decimals))
      }
    let record = 1 + fields.reduce(0) { $0 + Int($1.1) }
    let header = 32 + 32 * fields.count + 1
    var bytes: [UInt8] = [3, 120, 1, 1, UInt8(values.count), 0, 0, 0]
    bytes += [UInt8(header & 255), UInt8(header >> 8), UInt8(record & 255), UInt8(record >> 8)]
    bytes += [UInt8](repeating: 0, count: 20)
    for (name, field) in zip(columns, fields) {
      bytes += Array(name.utf8) + [UInt8](repeating: 0, count: 11 - name.utf8.count)
      bytes += [field.0.asciiValue ?? 0, 0, 0, 0, 0, field.1, field.2]
      bytes += [UInt8](repeating: 0, count: 14)
    }
    bytes.append(0x0D)
    for (i, value) in values.enumerated() {
      bytes.append(0x20)
      let cells = ["h\(i)", "120.001", "30"] + fields.dropFirst(3).map { _ in value }
      for (cell, field) in zip(cells, fields) {
        bytes += Array(cell.utf8)
        bytes += [UInt8](repeating: 0x20, count: Int(field.1) - cell.utf8.count)
      }
    }
    let path = folder.file("d.dbf")
    try Data(bytes + [0x1A]).write(to: URL(filePath: path))
    return path
  }

  @Test func `a shapefile's numbers are the texts of its table`() throws {
    let cells = [
      "1,500", "12abc", "3.7", "1e3", "**********", "", "12\u{0}99", "12\u{0}", "8", "5000000000",
      "7.000",
    ]
    let lines = try reading(dbf(cells))
    #expect(
      lines.prefix(cells.count) == [
        "h0 1500", "h1 -", "h2 -", "h3 -", "h4 -", "h5 -", "h6 -", "h7 12", "h8 8",
        "h9 5000000000", "h10 7",
      ], "\(lines)")
    #expect(lines.count == cells.count + 4, "\(lines)")
    #expect(
      try reading(dbf(["3.70", "1.20000e+03", "15.0000000000"], width: 19, decimals: 11))
        == ["h0 -", "h1 1200", "h2 15", "'3.7' is not a whole number"])
  }

  @Test func `yes is no number in GeoJSON, and a text does not end at a NUL`() throws {
    func json(_ cells: [String]) throws -> String {
      let features = cells.enumerated().map { i, cell in
        #"{"type":"Feature","properties":{"id":"h\#(i)","households":\#(cell)},"#
          + #""geometry":{"type":"Point","coordinates":[120.\#(i),30]}}"#
      }
      return try folder.write(
        #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#,
        to: "j.geojson")
    }
    let only = try reading(json(["true", "false"]))
    #expect(only == ["h0 -", "h1 -", "'true' is not a number", "'false' is not a number"])
    let mixed = try json(["12", "true", "7.0", "null"])
    let lines = try reading(mixed)
    #expect(lines == ["h0 12", "h1 -", "h2 7", "h3 -", "'true' is not a number"], "\(lines)")
    #expect(try reading(mixed, filter: "id <> 'h0'").prefix(2) == ["h1 -", "h2 7"])
    let texts = try reading(json([#""12""#, #""12\u000034""#, #""a\"b\\""#]))
    #expect(texts.prefix(3) == ["h0 12", "h1 -", "h2 -"] && texts.count == 5, "\(texts)")
  }

  @Test func `texts of formats with types beside them are the texts`() throws {
    _ = try folder.write(
      """
      Version 300
      Charset "Neutral"
      Delimiter ","
      CoordSys Earth Projection 1, 104
      Columns 2
       id Char(10)
       households Integer
      Data

      Point 120.001 30
      Point 120.001 30
      Point 120.001 30
      Point 120.001 30

      """, to: "m.mif")
    _ = try folder.write(
      "\"a\",\"1,500\"\n\"b\",3.7\n\"c\",\"12 ' of field x\"\n\"d\",8\n", to: "m.mid")
    let lines = try reading(folder.file("m.mif"))
    #expect(
      lines == [
        "a 1500", "b -", "c -", "d 8", "'3.7' is not a whole number",
        "'12 ' of field x' is not a number",
      ], "\(lines)")
    let marks = [("a", "1,500"), ("b", "5000000000"), ("c", "7")].map {
      "<Placemark><name>\($0)</name><ExtendedData><SchemaData schemaUrl=\"#s\">"
        + "<SimpleData name=\"households\">\($1)</SimpleData></SchemaData></ExtendedData>"
        + "<Point><coordinates>120.001,30</coordinates></Point></Placemark>"
    }
    let kml = try folder.write(
      "<?xml version=\"1.0\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>"
        + "<Schema name=\"s\" id=\"s\"><SimpleField name=\"households\" type=\"int\"/></Schema>"
        + "<Folder><name>s</name>\(marks.joined())</Folder></Document></kml>", to: "k.kml")
    #expect(try homes(kml).rows.map(\.households) == [1500, 5_000_000_000, 7])
    #expect(
      try TextTable.read(LayerSource(path: kml)).rows.map { row in
        row.cells.compactMap { $0 }.last
      } == ["1,500", "5000000000", "7"])
  }

  @Test func `a column of yes and no still says so`() throws {
    let plan = RuleSet.zhejiang14thFiveYearPlan
    let path = try geoPackage(
      "BOOLEAN", [1.databaseValue, 0.databaseValue],
      more: "ALTER TABLE t RENAME COLUMN households TO information_platform")
    let register = try RegisterTable(
      LayerSource(path: path), level: .community, standard: plan)
    #expect(
      register.records.map { record in
        plan.items.filter { $0.columns.contains("information_platform") || $0.type == .flag }
          .compactMap { record.quantities[$0.id]?.number?.description }.first
      } == ["1", "0"])
  }

  @Test(arguments: ["csv", "geojson", "dbf"])
  func `a column that is there twice stops where it is read`(_ format: String) throws {
    func file(_ name: String) throws -> String {
      switch format {
      case "csv":
        try folder.write(
          "id,lon,lat,\(name),\(name)\na,120.001,30,10,99\nb,120.001,30,10,99\n", to: "r.csv")
      case "geojson":
        try folder.write(
          #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":"#
            + #"{"id":"a","\#(name)":10,"x":{"id":1,"y":2},"\#(name)":99},"#
            + #""geometry":{"type":"Point","coordinates":[120,30]}}]}"#, to: "r.geojson")
      default: try dbf(["10"], columns: ["id", "lon", "lat", name, name])
      }
    }
    do {
      _ = try homes(file("households"))
      Issue.record("it was read")
    } catch {
      #expect((error as? LayerError)?.reason == .repeatedColumn("households"))
    }
    // Nobody reads a remark.
    #expect(try homes(file("remark")).rows.first?.households == 1)
  }

  @Test func `a column that is there twice stops every table`() throws {
    func reason(_ body: () throws -> Void) -> LayerError.Reason? {
      do {
        try body()
        return nil
      } catch {
        return (error as? LayerError)?.reason
      }
    }
    let plan = RuleSet.zhejiang14thFiveYearPlan
    for header in ["id,id,elderly", "id,elderly,Elderly"] {
      let path = try folder.write("\(header)\n330199001,1,2\n", to: "reg.csv")
      let name = header.hasPrefix("id,id") ? "id" : "elderly"
      #expect(
        reason {
          _ = try RegisterTable(LayerSource(path: path), level: .township, standard: plan)
        } == .repeatedColumn(name))
    }
    let statistics = try folder.write(
      "region,level,year,item,value,value\n33,省,2025,T1-4,9,10\n", to: "s.csv")
    #expect(
      reason { _ = try StatisticsTable(LayerSource(path: statistics), standard: plan) }
        == .repeatedColumn("value"))
    let projects = try folder.write("id,households,households\nA,100,10\n", to: "p.csv")
    #expect(
      reason { _ = try ProjectList(LayerSource(path: projects), standard: plan) }
        == .repeatedColumn("households"))
  }

  @Test func `CSV with a byte of 0 within stops`() throws {
    let text = "id,lon,lat,households\na,120.001,30,10\nb,120.001,30,10\u{0} 00\n"
    do {
      _ = try homes(folder.write(text, to: "z.csv"))
      Issue.record("it was read")
    } catch {
      #expect((error as? LayerError)?.reason == .zeroByte(line: 3))
    }
    let filled = try folder.write(text.replacing("\u{0} 00", with: "") + "\0\0\0", to: "f.csv")
    #expect(try reading(filled).prefix(2) == ["a 10", "b 10"])
  }
}
