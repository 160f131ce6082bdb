/// A named set of facility kinds that a rule asks for; a category is only its default.
public struct Service: Hashable, Sendable, Codable {
  /// The code that stands for all of a rule's services together.
  public static let joint = "*"

  /// Its code in rules and reports, such as `MED`.
  public var code: String
  /// Its name.
  public var name: LocalizedText
  /// What belongs to it: categories (`MED`) and kinds (`MED.clinic`).
  public var kinds: [FacilityKind]
  /// The kinds of these that do not belong to it.
  package var without: [FacilityKind]

  /// A service.
  init(
    code: String, name: LocalizedText, kinds: [FacilityKind], without: [FacilityKind] = []
  ) {
    self.code = code
    self.name = name
    self.kinds = kinds
    self.without = without
  }

  /// Whether facilities of a kind offer it.
  func includes(_ kind: FacilityKind) -> Bool {
    !without.contains(kind)
      && kinds.contains { $0 == kind || ($0.name.isEmpty && $0.category == kind.category) }
  }
}
