import ServiceCircles

/// The names by which a column is known where nobody says which one it is.
///
/// Letters of any case and width, blanks, and a unit in brackets behind the name make no difference.
struct ColumnNames: Sendable {
  /// The name that project files use; it comes before the others.
  let key: String
  /// The other names, the first of them that is there before the rest.
  let others: [String]

  private init(_ key: String, _ others: [String] = []) {
    self.key = key
    self.others = others
  }

  /// All names, in the order in which they are looked for.
  var all: [String] { [key] + others }

  /// Which of some columns go by these names, the one that counts first.
  func positions(in columns: [String]) -> [Int] {
    var found: [Int] = []
    for name in all {
      let exact = columns.firstIndex(of: name)
      let alike = columns.indices.filter { Self.bare(columns[$0]) == Self.bare(name) }
      for position in [exact].compactMap({ $0 }) + alike where !found.contains(position) {
        found.append(position)
      }
    }
    return found
  }

  /// The columns of facilities, homes and points.
  static let ofPlaces: [ColumnNames] = [
    ColumnNames("id", ["编号", "设施编号", "设施代码", "建筑编号", "楼栋编号"]),
    ColumnNames("kind", ["类型", "类别", "设施类型", "设施类别", "设施种类"]),
    ColumnNames("name", ["名称", "设施名称", "建筑名称", "小区名称"]),
    ColumnNames("households", ["户数", "总户数", "住户数", "居民户数", "常住户数", "住宅套数"]),
    ColumnNames("population", ["人口", "人口数", "总人口", "常住人口", "常住人口数", "居住人口"]),
    ColumnNames("floor_area", ["建筑面积", "设施面积", "设施建筑面积"]),
    ColumnNames(
      "community_id", ["社区代码", "社区编号", "村代码", "所属社区代码", "所属社区编号", "所在社区代码", "所在社区编号"]),
    ColumnNames("serves", ["服务社区代码", "服务社区编号"]),
    longitude, latitude,
  ]

  /// The columns of communities, beside the items of the rule set.
  static let ofCommunities: [ColumnNames] = [
    ColumnNames("id", ["社区代码", "社区编号", "村代码", "统计用区划代码", "区划代码", "代码", "编号"]),
    ColumnNames("name", ["社区名称", "村名", "名称"]),
    ColumnNames("setting", ["城乡", "城乡类型", "城乡属性"]),
    ColumnNames("urban_rural_class", ["城乡分类代码", "城乡分类"]),
    ColumnNames("households"), ColumnNames("population"), ColumnNames("township"),
    ColumnNames("county"), ColumnNames("prefecture"), ColumnNames("province"),
    ColumnNames("seat_lon", ["驻地经度"]), ColumnNames("seat_lat", ["驻地纬度"]),
  ]

  /// A table's longitude and latitude.
  static let longitude = ColumnNames("lon", ["lng", "longitude", "经度"])
  static let latitude = ColumnNames("lat", ["latitude", "纬度"])

  /// The unit of a register's row.
  static let registered = ColumnNames(
    "id",
    [
      "code", "region", "代码", "区划代码", "统计用区划代码", "行政区划代码", "社区代码", "社区编号", "村代码", "编号",
    ])

  /// The columns of statistics.
  static let region = ColumnNames("region", ["地区", "区域"])
  static let level = ColumnNames("level", ["级别", "层级"])
  static let year = ColumnNames("year", ["年份", "年度"])
  static let item = ColumnNames("item", ["指标", "数据项"])
  static let value = ColumnNames("value", ["数值", "值"])

  /// Units that say nothing beyond what a column of numbers is known to be in.
  private static let units: Set<String> = [
    "户", "人", "个", "处", "座", "所", "间", "家", "张", "套", "m2", "m²", "㎡", "平方米", "平米",
  ]

  /// What names of columns have in common that mean the same.
  static func bare(_ name: String) -> String {
    let text = name.folded.filter { !$0.isWhitespace }
    guard text.last == ")", let bracket = text.lastIndex(of: "("),
      units.contains(String(text[text.index(after: bracket)...].dropLast()))
    else { return text }
    return String(text[..<bracket])
  }
}

extension [ColumnNames] {
  /// The names of a column, by the one that project files use.
  subscript(key: String) -> ColumnNames? { first { $0.key == key } }
}
