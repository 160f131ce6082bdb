/// A township, a county, a prefecture, the province, or the whole run.
public struct Region: Hashable, Sendable, Codable, Comparable {
  /// The region's level.
  public var level: PlanLevel
  /// The region's name or code; `*` for the whole run.
  public var name: String

  /// A region of a level, by its name or code.
  public init(_ level: PlanLevel, _ name: String) {
    self.level = level
    self.name = name
  }

  /// All communities of a run.
  public static let run = Region(.run, "*")

  /// The region as reports name it, such as `county:330106`.
  public var id: String { "\(level.rawValue):\(name)" }

  /// Larger regions first, then by name.
  public static func < (a: Self, b: Self) -> Bool {
    a.level != b.level ? a.level > b.level : a.name < b.name
  }
}

/// The regions that a community belongs to, by name or code; nil where one is not known.
public struct RegionPath: Hashable, Sendable, Codable {
  /// The township or subdistrict.
  public var township: String?
  /// The county or district.
  public var county: String?
  /// The prefecture.
  public var prefecture: String?
  /// The province.
  public var province: String?

  /// The regions of a community; nil for each that is not known.
  public init(
    township: String? = nil, county: String? = nil, prefecture: String? = nil,
    province: String? = nil
  ) {
    self.township = township
    self.county = county
    self.prefecture = prefecture
    self.province = province
  }

  /// The regions that a community's twelve-digit code names.
  package init(_ code: AdministrativeCode) {
    self.init(
      township: code.township, county: code.county, prefecture: code.prefecture,
      province: code.province)
  }

  /// The regions that a region's code of two to nine digits names: itself and those above it. A name
  /// that is no code names none.
  package init(regionCode code: String) {
    let isCode = code.utf8.allSatisfy { (48...57).contains($0) }
    func digits(_ count: Int) -> String? {
      isCode && code.utf8.count >= count ? String(code.prefix(count)) : nil
    }
    self.init(
      township: digits(9), county: digits(6), prefecture: digits(4), province: digits(2))
  }

  /// The levels that a path may name.
  static let levels: [PlanLevel] = [.province, .prefecture, .county, .township]

  /// The regions that are known, without the whole run, the largest first.
  package var named: [Region] {
    let names: [(PlanLevel, String?)] = [
      (.province, province), (.prefecture, prefecture), (.county, county), (.township, township),
    ]
    return names.compactMap { level, name in name.map { Region(level, $0) } }
  }

  /// The whole run, then the regions that are known, the largest first.
  var all: [Region] { [.run] + named }
}
