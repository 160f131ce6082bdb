import Streets

/// A circle rule as one profile judges it.
struct JudgedRule: Hashable, Sendable {
  /// The rule.
  let rule: CircleRule
  /// The profile's id.
  let profile: String
  /// How people travel by this profile.
  let travel: Travel

  /// How far searches go for it: gaps tell of facilities as far as four times the minutes.
  var horizon: Milliseconds {
    Milliseconds(min(rule.time.value * 4, Milliseconds.longest.value))
  }
}

extension RuleSet {
  /// The place of a judged rule in the order of ``judged(by:)``.
  func position(of judged: JudgedRule) -> Int {
    let profile = profiles.firstIndex { $0.id == judged.profile } ?? 0
    return (number(ofRule: judged.rule.id) ?? 0) * profiles.count + profile
  }

  /// The circle rules as some profiles judge them, by rule, then by profile in the order of this set.
  ///
  /// - Parameter asked: profiles beside those that are always judged.
  func judged(by asked: [String]) -> [JudgedRule] {
    let ids = profiles.map(\.id).filter { alwaysJudged.contains($0) || asked.contains($0) }
    return circleRules.flatMap { rule in
      ids.compactMap { id in
        rule.circle.travel[id].map { JudgedRule(rule: rule, profile: id, travel: $0) }
      }
    }
  }
}
