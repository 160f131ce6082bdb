import Foundation
import ServiceCircles

/// The minutes from a project's homes to every service, before and after its own facilities, for people.
struct ProjectReachText {
  let reach: ProjectReach
  let standard: RuleSet

  /// A line for every rule and service, a column for every profile.
  var lines: [String] {
    let language = Interface.language
    let documents = ReachDocument.rows(of: reach, standard)
    var profiles: [String] = []
    for document in documents where !profiles.contains(document.profile) {
      profiles.append(document.profile)
    }
    let header =
      [Interface.text("check.circle_rule"), Interface.text("check.circle_service")]
      + profiles.map { id in
        let name = standard.profiles.first { $0.id == id }?.name.text(in: language) ?? id
        // What a profile means stands in parentheses, and has no room over a column.
        let short = name.prefix { $0 != "（" && $0 != "(" }.trimmingCharacters(in: .whitespaces)
        return short.isEmpty ? name : short
      }
    var rows = [header]
    var seen: Set<String> = []
    for document in documents where seen.insert(document.rule_id + document.service).inserted {
      let name =
        document.service == Service.joint
        ? Interface.text("check.circle_joint")
        : standard.service(document.service)?.name.text(in: language) ?? document.service
      let cells = profiles.map { profile in
        documents.first {
          $0.rule_id == document.rule_id && $0.service == document.service && $0.profile == profile
        }.map(cell) ?? ""
      }
      rows.append(
        [
          Interface.text(
            "check.circle_minutes",
            ["id": document.rule_id, "minutes": document.minutes.text(places: 0)]), name,
        ] + cells)
    }
    var lines = [
      hasPlanned
        ? Interface.text("check.circles", ["planned": "\(reach.plannedFacilities)"])
        : Interface.text("check.circles_before")
    ]
    if !reach.isSettingKnown { lines.append(Interface.text("check.circles_setting")) }
    if documents.contains(where: \.isOpen) { lines.append(Interface.text("check.circles_open")) }
    return lines + TextColumns.lines(rows).map { "  " + $0 }
  }

  private var hasPlanned: Bool { reach.plannedFacilities > 0 }

  private func cell(_ document: ReachDocument) -> String {
    func state(_ minutes: Double?, atMost: Double?, _ reached: Bool?) -> String {
      let mark = Interface.text(
        "check.circle_\(reached.map { $0 ? "reached" : "not_reached" } ?? "unknown")")
      let time =
        minutes.map { $0.text(places: 1) } ?? atMost.map { "≤ " + $0.text(places: 1) } ?? "–"
      return "\(time) \(mark)"
    }
    let before = state(
      document.before_minutes, atMost: document.before_minutes_at_most, document.reached_before)
    guard hasPlanned else { return before }
    return before + " → "
      + state(
        document.after_minutes, atMost: document.after_minutes_at_most, document.reached_after)
  }
}

extension ReachDocument {
  /// Whether facilities that the data does not have could shorten its minutes.
  fileprivate var isOpen: Bool {
    before_minutes != before_minutes_at_most || after_minutes != after_minutes_at_most
  }
}
