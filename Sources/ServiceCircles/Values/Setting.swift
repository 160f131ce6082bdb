/// Whether a community counts as urban or rural; decides the minutes of its circles.
public enum Setting: String, Hashable, Sendable, CaseIterable, Codable {
  case urban
  case rural
}

/// The setting of a community by each of the meanings that "urban" and "rural" have.
public struct SettingReadings: Hashable, Sendable, Codable {
  /// What "urban" and "rural" are read from.
  public enum Basis: String, Hashable, Sendable, CaseIterable, Codable, CodingKeyRepresentable {
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

  /// The setting by one meaning; nil where the data does not tell.
  public subscript(basis: Basis) -> Setting? {
    get { readings[basis] }
    set { readings[basis] = newValue }
  }

  /// The meanings whose reading differs from the setting that is used.
  package func bases(against used: Setting) -> [Basis] {
    Basis.allCases.filter { readings[$0].map { $0 != used } ?? false }
  }
}
