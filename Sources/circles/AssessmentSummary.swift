import ServiceCircles

/// What an assessment found, in a few lines.
struct AssessmentSummary {
  private let result: Assessment.Result

  init(_ result: Assessment.Result) { self.result = result }

  /// A line for every rule, and for each the community that falls shortest.
  var text: String {
    var lines = [
      Interface.text("assess.headline", ["communities": "\(result.communities.count)"])
    ]
    let rules = Set(result.coverage.map(\.rule)).sorted { $0.id < $1.id }
    for rule in rules {
      let rows = result.coverage.filter { $0.rule == rule }
      let all = rows.reduce(0) { $0 + $1.households.all }
      let covered = rows.reduce(0) { $0 + $1.households.covered }
      let unknown = rows.reduce(0) { $0 + $1.households.unknown }
      lines.append(
        Interface.text(
          "assess.rule",
          [
            "rule": rule.id, "name": name(of: rule), "covered": "\(covered)", "all": "\(all)",
            "unknown": "\(unknown)",
            "share": all > 0 ? Decimals.text(100 * Double(covered) / Double(all), places: 1) : "–",
          ]))
      let worst = rows.filter { $0.households.covered < $0.households.all }
        .min { ($0.householdShare ?? 1, $0.communityID) < ($1.householdShare ?? 1, $1.communityID) }
      if let worst {
        let name = result.communities.first { $0.id == worst.communityID }?.name
        lines.append(
          Interface.text(
            "assess.worst",
            [
              "community": name ?? worst.communityID,
              "missing": "\(worst.households.all - worst.households.covered)",
              "all": "\(worst.households.all)",
            ]))
      }
    }
    return lines.joined(separator: "\n")
  }

  private func name(of rule: CircleRule) -> String {
    Interface.language == .chinese ? rule.nameChinese : rule.nameEnglish
  }
}
