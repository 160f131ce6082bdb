import ServiceCircles
import Streets

/// The minutes from a project's homes to every service, before and after its own facilities.
struct ProjectReach {
  /// One service of a rule under one profile.
  struct Document: Encodable {
    var rule_id: String
    var profile: String
    var service: String
    var minutes: Double
    @OrNull var before_minutes: Double?
    @OrNull var after_minutes: Double?
    @OrNull var reached_before: Bool?
    @OrNull var reached_after: Bool?
  }

  let standard: RuleSet
  let before: [Coverage]
  let after: [Coverage]
  /// How many facilities come with it.
  let planned: Int
  let isSettingKnown: Bool

  var documents: [Document] {
    zip(before, after).compactMap { before, after in
      standard.circleRules.first { $0.id == before.ruleID }.map { rule in
        Document(
          rule_id: rule.id, profile: before.profile, service: before.service, minutes: rule.minutes,
          before_minutes: Self.minutes(before), after_minutes: Self.minutes(after),
          reached_before: Self.isReached(before), reached_after: Self.isReached(after))
      }
    }
  }

  private static func minutes(_ coverage: Coverage) -> Double? {
    coverage.medianTime.map { ($0.minutes * 10_000).rounded() / 10_000 }
  }

  /// Nil where the edge of the data leaves it open.
  private static func isReached(_ coverage: Coverage) -> Bool? {
    coverage.households.unknown > 0 ? nil : coverage.households.covered > 0
  }

  /// A line for every rule and service, a column for every profile.
  var lines: [String] {
    let language = Interface.language
    let documents = documents
    var profiles: [String] = []
    for document in documents where !profiles.contains(document.profile) {
      profiles.append(document.profile)
    }
    let header =
      [Interface.text("check.circle_rule"), Interface.text("check.circle_service")]
      + profiles.map { id in Interface.text("check.circle_profile", ["profile": id]) }
    var rows = [header]
    var seen: Set<String> = []
    for document in documents where seen.insert(document.rule_id + document.service).inserted {
      let name =
        document.service == Coverage.joint
        ? Interface.text("check.circle_joint")
        : standard.service(document.service)?.name.text(in: language) ?? document.service
      let cells = profiles.map { profile in
        documents.first {
          $0.rule_id == document.rule_id && $0.service == document.service && $0.profile == profile
        }.map(Self.cell) ?? ""
      }
      rows.append(
        [
          Interface.text(
            "check.circle_minutes",
            ["id": document.rule_id, "minutes": Decimals.text(document.minutes, places: 0)]), name,
        ] + cells)
    }
    var lines = [Interface.text("check.circles", ["planned": "\(planned)"])]
    if !isSettingKnown { lines.append(Interface.text("check.circles_setting")) }
    return lines + TextColumns.lines(rows).map { "  " + $0 }
  }

  private static func cell(_ document: Document) -> String {
    func state(_ minutes: Double?, _ reached: Bool?) -> String {
      let mark = Interface.text(
        "check.circle_\(reached.map { $0 ? "reached" : "not_reached" } ?? "unknown")")
      let time = minutes.map { Decimals.text($0, places: 1) } ?? "–"
      return "\(time) \(mark)"
    }
    return state(document.before_minutes, document.reached_before) + " → "
      + state(document.after_minutes, document.reached_after)
  }
}
