import Streets

/// The facilities that somebody asks for, and what may be one of them.
public struct SoughtFacilities: Sendable {
  /// What stands for facilities of any kind.
  public static let anyKind = "*"

  /// The kind that they are of, as answers name it.
  public var kind: String
  /// Where they are.
  public var places: [Place]
  /// Places of facilities that may be of the kind, too: their records cannot be used, or do not say.
  public var open: [Place]
  /// Whether a facility of the kind may stand anywhere: of one nobody knows where it is.
  public var isAnywhere: Bool

  /// Whether there may be more of them than are known.
  public var mayBeMore: Bool { isAnywhere || !open.isEmpty }

  /// Facilities of a kind.
  public init(kind: String, places: [Place], open: [Place] = [], isAnywhere: Bool = false) {
    self.kind = kind
    self.places = places
    self.open = open
    self.isAnywhere = isAnywhere
  }
}
