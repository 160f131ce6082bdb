import Testing

/// Layers whose columns go by Chinese names.
@Suite struct ColumnNamesRunTests {
  private let place: TwoCommunities

  init() throws { place = try TwoCommunities() }

  private func households() throws -> [String] {
    try place.rows("SELECT coalesce(households, '-') FROM community ORDER BY community_id")
  }

  @Test func `homes have the households of their column, whatever it is called`() throws {
    func write(_ header: String) throws {
      try place.scratch.write(
        "编号,经度,纬度,\(header)\n"
          + (0..<10).map { "h\($0),\(place.town.east(Double($0))),\(place.town.north(0.05)),７\n" }
          .joined(), to: "h.csv")
    }
    try write("户数（户）")
    let run = try place.assess()
    #expect(run.code == 0, "\(run.errors)")
    #expect(try households() == ["35", "35"])
    try write("变化")
    #expect(try place.assess().code == 0)
    #expect(try households() == ["5", "5"])
  }

  @Test func `facilities and communities are read by Chinese names`() throws {
    try place.writeCommunities { "\"社区代码\":\"\($0)\",\"社区名称\":\"甲\"" }
    try place.scratch.write(
      "设施编号,经度,纬度,设施类型,设施名称,建筑面积(㎡)\n"
        + "a,\(place.town.east(1)),\(place.town.north(0)),MED.clinic,卫生站,120\n", to: "f.csv")
    let run = try place.assess()
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      try place.rows("SELECT community_id || name FROM community ORDER BY 1")
        == TwoCommunities.ids.map { "\($0)甲" })
    let facility = try place.rows(
      "SELECT facility_id || ' ' || name || ' ' || floor_area_m2 FROM facility")
    #expect(facility == ["a 卫生站 120.0"], "\(facility)")
  }

  @Test func `a second column of a usual name is not read, and said`() throws {
    try place.writeCommunities { "\"id\":\"\($0)\",\"社区代码\":\"\($0)\"" }
    #expect(try place.assess().code == 0)
    #expect(
      try place.rows(
        "SELECT field || ' ' || problem FROM issue WHERE role = 'communities' AND field <> ''")
        == ["社区代码 column '社区代码' goes by a usual name as column 'id' does, and is not read"])
  }
}
