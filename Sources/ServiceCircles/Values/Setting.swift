/// Whether a community counts as urban or rural; decides the minutes of its circles.
public enum Setting: String, Hashable, Sendable, CaseIterable {
  case urban
  case rural
}

/// What the data of a community says of urban and rural, in the several meanings these words have.
public struct SettingReadings: Hashable, Sendable {
  /// A meaning.
  public enum Basis: String, Hashable, Sendable, CaseIterable {
    /// The type of its committee, from the twelve-digit code.
    case committee
    /// A declared column.
    case column
    /// The urban–rural class of the statistical bureau.
    case statisticalClass = "class"
  }

  private var readings: [Basis: Setting]

  /// The readings that are known.
  public init(_ readings: [Basis: Setting] = [:]) { self.readings = readings }

  /// What one of them says.
  public subscript(basis: Basis) -> Setting? {
    get { readings[basis] }
    set { readings[basis] = newValue }
  }

  /// Those that say something else than what is used.
  public func bases(against used: Setting) -> [Basis] {
    Basis.allCases.filter { readings[$0].map { $0 != used } ?? false }
  }
}
