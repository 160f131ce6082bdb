import Streets

/// The services that the homes of a new-build project reach, before and after its own facilities.
public struct ProjectReach: Hashable, Sendable, Codable {
  /// The coverage of the project's homes without its facilities: one residence, with the households and people
  /// of the project.
  public var before: [Coverage]
  /// The same rows with the project's own facilities.
  public var after: [Coverage]
  /// How many facilities come with the project and have a place.
  public var plannedFacilities: Int
  /// Whether the project's setting is known; urban minutes apply where it is not.
  public var isSettingKnown: Bool
}

extension ProjectReach {
  /// What a project's homes reach of one service, before and after its own facilities.
  package struct Row: Hashable, Sendable {
    /// The minutes to the nearest facility; nil beyond the search, and where facilities that the data does not have
    /// could shorten them.
    package var before, after: Milliseconds?
    /// The minutes to the nearest facility that is known; nil beyond the search.
    package var beforeAtMost, afterAtMost: Milliseconds?
    /// Whether they are within the rule's time; nil where the edge of the data leaves it open.
    package var isReachedBefore, isReachedAfter: Bool?
    /// The rule, the profile of travel and the service's code.
    package var ruleID, profile, service: String
  }

  /// The rows by rule, profile and service, in the order of ``before``.
  package var rows: [Row] {
    func isReached(_ row: Coverage) -> Bool? {
      row.residences.unknown > 0 ? nil : row.residences.covered > 0
    }
    return zip(before, after).map { before, after in
      Row(
        before: before.medianTime, after: after.medianTime,
        beforeAtMost: before.medianTimeAtMost, afterAtMost: after.medianTimeAtMost,
        isReachedBefore: isReached(before), isReachedAfter: isReached(after), ruleID: before.ruleID,
        profile: before.profile,
        service: before.service)
    }
  }
}
