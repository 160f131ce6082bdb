import Testing

/// Facilities whose kinds are words, not codes.
@Suite struct KindWordsTests {
  private let place: TwoCommunities

  init() throws { place = try TwoCommunities() }

  @Test func `words and types of web maps are kinds, and what is no service is left out`() throws {
    try place.facilities(
      [
        "社区卫生服务站", "科教文化服务;图书馆;图书馆", "动物医院", "医疗保健服务;动物医疗场所;宠物诊所", "MED.clinic", "  文化礼堂 ",
      ], columns: "类型", to: "f.csv")
    let run = try place.assess()
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      try place.rows("SELECT kind FROM facility ORDER BY facility_id") == [
        "MED.clinic", "CUL.library", "MED.clinic", "CUL.activity_centre",
      ])
    #expect(
      run.text.contains(
        "2 left out: '动物医院' is no service of the plan (1); "
          + "'医疗保健服务;动物医疗场所;宠物诊所' is no service of the plan (1)"), "\(run.text)")
    #expect(!run.text.contains("it is not known"), "\(run.text)")
  }

  @Test func `what the project says of a word comes first`() throws {
    try place.facilities(["诊所", "小学", "小学"], to: "f.csv")
    let run = try place.assess(["path: f.csv, kinds: { 诊所: 图书馆, 小学: SPT.pitch }"])
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      try place.rows("SELECT kind FROM facility ORDER BY facility_id")
        == ["CUL.library", "SPT.pitch", "SPT.pitch"])
  }

  @Test func `planned facilities may be words`() throws {
    try place.scratch.write(
      "project,households,lon,lat,planned_facilities\n"
        + "A,100,\(place.town.east(3)),\(place.town.north(0)),社区卫生服务站、图书馆\n", to: "list.csv")
    let run = try place.scratch.run(
      "check", "list.csv", "--network", "town.osm", "--facilities", "f.csv")
    #expect([0, 1, 2].contains(run.code), "\(run.errors)")
    #expect(run.lines.contains { $0.contains("C-4") && $0.contains("0") }, "\(run.text)")
  }

  @Test func `explain is asked for a word`() throws {
    let run = try place.scratch.run(
      "explain", "--network", "town.osm", "--facilities", "f.csv", "--kind", "社区卫生服务站", "--at",
      "\(place.town.east(3)),\(place.town.north(0))")
    #expect(run.code == 0, "\(run.errors)")
  }
}
