/// What a rule is judged of, from one person up to the province; the whole run stands above all of them.
public enum PlanLevel: String, Hashable, Sendable, CaseIterable, Comparable, Codable {
  case person, household, facility, body, project, community, township, county, prefecture
  case province
  /// All communities of a run, whatever region they make up.
  case run

  /// The levels that rules and registers may name.
  static let ofRules: [PlanLevel] = allCases.filter { $0 != .run }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The smaller unit is less.
  public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
}
