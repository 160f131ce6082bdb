import Foundation
import PlaneGeometry
import ServiceCircles
import Streets
import Testing

@testable import ServiceCirclesIO

@Suite struct PlaceReaderTests {
  let folder: TemporaryFolder
  let plane: WorkingPlane

  init() throws {
    folder = try TemporaryFolder()
    plane = try WorkingPlane(srid: 4549)
  }

  private func reader(
    _ text: String, columns: PlaceColumns = PlaceColumns(), name: String = "a.csv"
  ) throws -> PlaceReader {
    PlaceReader(
      LayerSource(path: try folder.write(text, to: name)), role: "facilities", plane: plane,
      columns: columns)
  }

  @Test func badRecordsBecomeIssuesAndTheOrderStays() throws {
    let table = try reader(
      "id,lon,lat,kind\nz,120,30,MED.clinic\na,120.1,30,x\n,120.2,30,\nz,120.3,30,y\nb,,,\nz,120,30,MED.clinic\n"
    ).points()
    #expect(table.rows.map(\.place.id) == ["z", "a", "3", "z#2"])
    #expect(table.rows.map { $0.kind.name ?? "" } == ["MED.clinic", "x", "", "y"])
    #expect(
      table.issues.map { "\($0.feature) \($0.field) \($0.problem.key)" } == [
        "3 id place.no_id", "4 id place.duplicate_id", "6 id place.identical",
        "5 (b) lon, lat place.unlocated",
      ])
    #expect(table.featureCount == 6 && table.rejectedCount == 2)
  }

  @Test func withoutAnIdColumnNumbersAreTaken() throws {
    let table = try reader("lon,lat\n120,30\n120.1,30\n").points()
    #expect(table.rows.map(\.place.id) == ["1", "2"])
    #expect(table.issues.map(\.problem.key) == ["place.no_id_column"])
  }

  @Test func `a layer without a column of kinds stops once, with the columns there are`() throws {
    let reader = try reader("id,lon,lat,kinds,name\na,120,30,MED.clinic,甲\nb,120,30,MED.clinic,乙\n")
    let error = #expect(throws: LayerError.self) { try reader.facilities() }
    let text = error?.message.text(in: .english) ?? ""
    for word in [
      "a.csv: ", "did you mean 'kinds'", "id, lon, lat, kinds, name", "columns:", "kind: MED",
    ] {
      #expect(text.contains(word), "\(text)")
    }
    // Where the kind of all is given, or none is asked for, no column is needed.
    #expect(try reader.facilities(kind: FacilityKind(.medical, "clinic")).rows.count == 2)
    #expect(try reader.points().rows.count == 2)
  }

  @Test func `a record that adds up others is no place, a shop of that name is one`() throws {
    let table = try reader(
      "id,name,lon,lat,kind\na,甲,120,30,MED.clinic\n合计,,,,\n,小计,120.1,30,MED.clinic\nb,Total,120,30,COM\n"
        + "total,,,,\nc,Total,120,30,COM\n,,,,总计\n"
    ).facilities()
    #expect(table.rows.map(\.id) == ["a", "b", "c"])
    #expect(table.totalCount == 4)
    #expect(table.losses.reasons.map(\.count) == [4])
    #expect(
      table.losses.reasons.first?.problem.text(in: .english).contains("adds up other rows") == true)
    // Totals are no losses that stop a run, however many.
    try table.checkLosses(of: LayerSource(path: "a.csv"), accepted: false)
  }

  @Test func facilitiesHaveKindsOfThePlan() throws {
    let table = try reader(
      "id,lon,lat,类型,name,floor_area\na,120,30,卫生站,甲,350.50\nb,120,30,MED.clinic,乙,\n"
        + "c,120,30,pub,丙,12\nd,120,30,,丁,about 9\n",
      columns: PlaceColumns(kind: "类型")
    ).facilities(kinds: ["卫生站": FacilityKind(.medical, "clinic")])
    #expect(table.rows.map(\.id) == ["a", "b"])
    #expect(table.rows.map(\.kind.description) == ["MED.clinic", "MED.clinic"])
    #expect(table.rows.map(\.floorArea) == ["350.50", nil])
    #expect(table.rows.map(\.name) == ["甲", "乙"])
    #expect(
      table.issues.map { "\($0.feature) \($0.field) \($0.problem.key)" } == [
        "4 (d) floor_area cell.not_a_number", "c 类型 place.unknown_kind", "d 类型 place.no_kind",
      ])
  }

  @Test func `a kind that is missing is one reason, however it is written`() throws {
    let table = try reader(
      "id,lon,lat,kind\na,120,30,MED\nb,120,30,-\nc,120,30,\nd,120,30,无\ne,120,30,x\n"
    ).facilities()
    #expect(table.losses.reasons.map(\.problem.key) == ["place.no_kind", "place.unknown_kind"])
    #expect(table.losses.reasons.map(\.count) == [3, 1])
  }

  @Test func householdsAreWholeNumbers() throws {
    let table = try reader(
      "id,lon,lat,hu\na,120,30,12\nb,120,30,7.0\nc,120,30,-3\nd,120,30,many\ne,120,30,\n",
      columns: PlaceColumns(households: "hu")
    ).residences()
    #expect(table.rows.map(\.households) == [12, 7, nil, nil, nil])
    #expect(
      table.issues.map { "\($0.feature) \($0.problem.key)" } == [
        "3 (c) cell.negative", "4 (d) cell.not_a_number", " place.households_missing",
      ])
  }

  @Test func withoutAColumnEveryHomeIsOneHousehold() throws {
    let table = try reader("id,lon,lat\na,120,30\nb,120,30\n").residences()
    #expect(table.rows.map(\.households) == [1, 1])
    #expect(table.issues.map(\.problem.key) == ["place.no_households_column"])
    #expect(table.issues.map(\.action.key) == ["place.one_household"])
  }

  @Test func aColumnThatIsAskedForMustBeThere() throws {
    let asked = try reader(
      "id,lon,lat,households\na,120,30,1\n", columns: PlaceColumns(households: "houshold"))
    do {
      _ = try asked.records()
      Issue.record("read")
    } catch {
      #expect(
        error.reason
          == .missingColumn(
            "houshold", nearest: "households", available: ["id", "lon", "lat", "households"]))
      #expect(error.message.key == "layer.missing_column_nearest")
      #expect(error.message.values["nearest"] == "households")
    }
  }

  @Test func areasKeepTheirRingsAndParts() throws {
    let text = """
      {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":7},"geometry":
      {"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[120,30]},
      {"type":"LineString","coordinates":[[120,30],[120.1,30]]},{"type":"Polygon","coordinates":
      [[[120,30],[120.1,30],[120.1,30.1],[120,30]],
       [[120.05,30.01],[120.06,30.02],[120.06,30.01],[120.05,30.01]]]}]}}]}
      """
    let table = try reader(text, name: "a.geojson").records()
    let place = try #require(table.rows.first?.place)
    #expect(place.id == "7" && place.parts.count == 3 && table.issues.isEmpty)
    guard case .point = place.parts[0], case .line(let line) = place.parts[1],
      case .area(let area) = place.parts[2]
    else {
      Issue.record("\(place.parts)")
      return
    }
    #expect(line.count == 2 && area.rings.map(\.count) == [4, 4])
  }
}
