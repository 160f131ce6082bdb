/// The services that the homes of a new-build project reach, before and after its own facilities.
public struct ProjectReach: Hashable, Sendable, Codable {
  /// The coverage of the project's homes, which count as one household, without its facilities.
  public var before: [Coverage]
  /// The same rows with the project's own facilities.
  public var after: [Coverage]
  /// How many facilities come with the project and have a place.
  public var plannedFacilities: Int
  /// Whether the project's setting is known; urban minutes apply where it is not.
  public var isSettingKnown: Bool
}
