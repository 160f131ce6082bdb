import PlaneGeometry
import ServiceCircles
import Testing

@testable import ServiceCirclesIO

/// The plan's items, read from the columns of a layer of communities.
@Suite struct CommunityItemsTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(
    _ properties: [String], columns: CommunityColumns = .init()
  ) throws -> PlaceTable<Community> {
    let features = properties.enumerated().map { i, text in
      let (west, east) = (120 + Double(i) / 100, 120.01 + Double(i) / 100)
      return """
        {"type":"Feature","properties":{\(text)},"geometry":{"type":"Polygon","coordinates":[[[\(west),30],\
        [\(east),30],[\(east),30.01],[\(west),30.01],[\(west),30]]]}}
        """
    }
    let path = try folder.write(
      "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}",
      to: "c.geojson")
    return try CommunityReader(
      LayerSource(path: path), plane: WorkingPlane(srid: 4549), columns: columns
    ).communities()
  }

  @Test func `items are found by id, Chinese name and alias`() throws {
    let table = try read([
      #""id":"330199001001","households":100,"总建筑面积":"98,000㎡","商业面积":"１２０","有综合服务设施":"是","information_platform":"否","remark":"x""#,
      #""id":"330199001201","households":50,"总建筑面积":"","商业面积":null,"有综合服务设施":"可能","information_platform":"是","remark":"""#,
    ])
    let first = table.rows[0].quantities
    #expect(first["total_floor_area_m2"] == .number(ExactDecimal(98_000)))
    #expect(first["commercial_area_m2"] == .number(ExactDecimal(120)))
    #expect(first["integrated_facility"] == .number(ExactDecimal(1)))
    // One column fills both items; the community's setting decides which of them is counted.
    #expect(first["urban_information_platform"] == .number(.zero))
    #expect(first["rural_information_platform"] == .number(.zero))
    // The column fills `Community.households`, not an item.
    #expect(first["households"] == nil && table.rows[0].households == 100)
    let second = table.rows[1].quantities
    #expect(second["total_floor_area_m2"] == .missing && second["commercial_area_m2"] == .missing)
    #expect(second["integrated_facility"] == .missing)
    #expect(table.issues.map(\.problem.key) == ["cell.not_a_flag"])
    #expect(table.issues[0].field == "有综合服务设施")
  }

  @Test func `if parts exceed the whole, all of them are missing`() throws {
    let table = try read([
      #""id":"a","total_floor_area_m2":100,"commercial_area_m2":80,"service_area_m2":21"#,
      #""id":"b","total_floor_area_m2":0,"commercial_area_m2":80,"service_area_m2":21"#,
    ])
    for item in ["total_floor_area_m2", "commercial_area_m2", "service_area_m2"] {
      #expect(table.rows[0].quantities[item] == .missing)
    }
    #expect(
      table.issues.map(\.problem.key) == ["table.parts_exceed_whole", "community.no_setting"])
    // A whole of 0 means "not recorded", so the parts are kept.
    #expect(table.rows[1].quantities["commercial_area_m2"] == .number(ExactDecimal(80)))
  }

  @Test func `a column chosen for an item is read, and must exist`() throws {
    var columns = CommunityColumns()
    columns.items = ["service_area_m2": "用房"]
    let properties = [#""id":"a","用房":"12.50","service_area_m2":"99""#]
    let table = try read(properties, columns: columns)
    #expect(table.rows[0].quantities["service_area_m2"]?.number?.description == "12.50")
    columns.items = ["service_area_m2": "用方"]
    let error = #expect(throws: LayerError.self) { try read(properties, columns: columns) }
    #expect(error?.message.text(in: .english).contains("did you mean '用房'") == true)
  }

  @Test func `every reading of urban and rural is kept`() throws {
    let table = try read([
      #""id":"330199001201","setting":"城市","urban_rural_class":"121""#,
      #""id":"330199001202","setting":null,"urban_rural_class":"121""#,
      // Where nothing else tells, the class decides.
      #""id":"x","setting":null,"urban_rural_class":"220""#,
      #""id":"y","setting":null,"urban_rural_class":null"#,
    ])
    #expect(table.rows.map(\.setting) == [.urban, .rural, .rural, .urban])
    #expect(
      table.rows.map { $0.settings.bases(against: $0.setting) } == [
        [.committee], [.statisticalClass], [], [],
      ])
    #expect(
      table.issues.map { "\($0.problem.key) \($0.action.key)" } == [
        "community.class_disagrees community.setting_kept",
        "community.no_setting community.taken_as_urban",
        "community.no_setting community.taken_by_class",
      ])
  }

  @Test func `of two columns of one item the first counts, and each contradiction is said`() throws
  {
    let table = try read([
      #""id":"a","service_area_m2":"12.5","综合服务用房面积":"13""#,
      #""id":"b","service_area_m2":null,"综合服务用房面积":"13""#,
      #""id":"c","service_area_m2":"13","综合服务用房面积":"13.0""#,
    ])
    #expect(
      table.rows.map { $0.quantities["service_area_m2"]?.number?.description }
        == ["12.5", "13", "13"])
    #expect(
      table.issues.map { "\($0.feature) \($0.field) \($0.problem.key)" } == [
        " 综合服务用房面积 table.repeated_column", "a service_area_m2 value.conflict",
        " setting community.no_setting",
      ])
  }
}
