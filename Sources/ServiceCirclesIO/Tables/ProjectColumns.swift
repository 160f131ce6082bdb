/// What is known of a project beside the items of a rule set, by the names of its columns.
enum ProjectField: CaseIterable {
  case id, name, setting, longitude, latitude, facilities

  var names: [String] {
    switch self {
    case .id: ["project", "id", "case", "项目", "项目编号", "项目代码", "编号"]
    case .name: ["name", "名称", "项目名称"]
    case .setting: ["setting", "城乡", "城乡类型"]
    case .longitude: ColumnNames.longitude.all
    case .latitude: ColumnNames.latitude.all
    case .facilities: ["planned_facilities", "planned", "规划设施", "拟建设施"]
    }
  }

  /// Whether it only tells projects apart: columns of it that differ contradict nothing.
  var isName: Bool { self == .id || self == .name }
}
