import ServiceCircles
import Streets

/// A rule set in lines for people.
struct StandardText {
  let standard: RuleSet

  private var language: Language { Interface.language }

  /// The profiles, the options, then every rule with where it comes from and how it is judged.
  var text: String {
    var lines = [
      Interface.text(
        "standards.title",
        ["id": standard.id, "name": name(standard.name), "version": "\(standard.version)"])
    ]
    lines += standard.profiles.map {
      Interface.text("standards.profile", ["id": $0.id, "name": name($0.name)])
    }
    for option in standard.options {
      lines.append(
        Interface.text("standards.option", ["id": option.id, "name": name(option.name)]))
      lines += option.choices.map { choice in
        Interface.text(
          choice.id == option.standard ? "standards.choice_default" : "standards.choice",
          ["id": choice.id, "name": name(choice.name)])
      }
      if option.choices.isEmpty {
        lines.append(
          Interface.text("standards.choice_default", ["id": option.standard, "name": ""]))
      }
    }
    for rule in standard.rules {
      lines.append("")
      lines += self.lines(of: rule)
    }
    return lines.joined(separator: "\n")
  }

  private func name(_ text: LocalizedText) -> String { text.text(in: language) }

  private func lines(of rule: Rule) -> [String] {
    var about = [Interface.text("nature.\(rule.nature.rawValue)")]
    if let place = rule.place { about.insert(name(place), at: 0) }
    about.append(Interface.text("setting.\(rule.setting?.rawValue ?? "all")"))
    about.append(Interface.text("stage.\(rule.stage.rawValue)"))
    about.append(
      name(rule.unitOfCount ?? LocalizedText(Interface.text("level.\(rule.level.rawValue)"))))
    var lines = [
      Interface.text(
        "standards.rule",
        [
          "id": rule.id, "name": name(rule.name),
          "about": about.joined(separator: language == .chinese ? "；" : "; "),
        ])
    ]
    var details = [Interface.text("standards.source", ["text": rule.source])]
    details.append(test(of: rule))
    if case .circle(let circle) = rule.kind { details += travel(circle) }
    details += figures(of: rule)
    details += rule.alternatives.map { other in
      Interface.text(
        "standards.alternative",
        ["name": name(other.name), "required": required(other.threshold, rule)])
    }
    details += rule.conflicts.compactMap { id in
      standard.conflicts[id].map {
        Interface.text("indicators.conflict", ["id": id, "text": name($0)])
      }
    }
    if let note = rule.note { details.append(name(note)) }
    if !rule.items.isEmpty {
      details.append(
        Interface.text("standards.items", ["items": rule.items.joined(separator: ", ")]))
    }
    lines += details.map { "      " + $0 }
    return lines
  }

  /// How it is judged, and what is asked for.
  private func test(of rule: Rule) -> String {
    let required =
      rule.threshold.map { self.required($0, rule) }
      ?? rule.soft.map { Interface.text("standards.soft", ["word": $0]) }
      ?? Interface.text("standards.no_threshold")
    var values = [
      "required": required, "numerator": names(rule.kind.numerator, " + "),
      "denominator": names(rule.kind.denominator, " + "),
      "per": rule.kind.per?.grouped ?? "",
    ]
    switch rule.kind {
    case .circle(let circle):
      values["services"] = services(of: circle)
      values["minutes"] = Self.number(circle.minutes)
      values["measure"] = Interface.text("measure.\(circle.measure.rawValue)")
      return Interface.text("standards.test_circle", values)
    case .ratio(let test):
      return Interface.text(
        test.per == ExactDecimal(1) ? "standards.test_quotient" : "standards.test_ratio", values)
    case .coverage(let test):
      if test.numerator.count > 1 {
        values["numerator"] = names(test.numerator, language == .chinese ? "、" : ", ")
        return Interface.text("standards.test_each_coverage", values)
      }
      return Interface.text("standards.test_ratio", values)
    case .count(let test) where !test.each.isEmpty:
      values["numerator"] = zip(test.numerator, test.each).map { "\(names([$0], "")) \($1)" }
        .joined(separator: " + ")
      return Interface.text("standards.test_number", values)
    case .count: return Interface.text("standards.test_number", values)
    case .floor(let test):
      if let instead = test.instead { values["instead"] = names([instead], "") }
      return Interface.text(
        test.instead == nil ? "standards.test_number" : "standards.test_instead", values)
    case .stages(let test):
      values["stages"] = test.stages.map { name($0.name) }
        .joined(separator: language == .chinese ? "、" : ", ")
      values["days"] = "\(test.slackDays)"
      return Interface.text("standards.test_stages", values)
    case .stepped(let test):
      values["by"] = names([test.by], "")
      values["steps"] = test.steps.map { step in
        (step.below.map { "< \($0.grouped): " } ?? "≥: ") + step.threshold.grouped
      }.joined(separator: "; ")
      return Interface.text("standards.test_stepped", values)
    case .flag: return Interface.text("reason.no_number")
    }
  }

  private func names(_ items: [String], _ separator: String) -> String {
    let list = items.map { standard.item($0).map { name($0.name) } ?? $0 }
      .joined(separator: separator)
    return items.count > 1 && separator == " + " ? "(\(list))" : list
  }

  private func required(_ threshold: Threshold, _ rule: Rule) -> String {
    FindingText.required(threshold, rule)
  }

  private func figures(of rule: Rule) -> [String] {
    func figure(_ key: String, _ figure: Rule.Figure?) -> String? {
      figure.map {
        Interface.text(key, ["value": $0.value.grouped, "year": "\($0.year)"])
      }
    }
    let parts = [
      figure("standards.baseline", rule.baseline), figure("standards.actual", rule.actual),
      rule.targetYear.map { Interface.text("standards.target_year", ["year": "\($0)"]) },
    ].compactMap { $0 }
    return parts.isEmpty ? [] : [parts.joined(separator: language == .chinese ? "；" : "; ")]
  }

  private func travel(_ rule: RuleKind.Circle) -> [String] {
    standard.profiles.compactMap { profile in
      rule.travel[profile.id].map { travel in
        Interface.text(
          "standards.travel",
          [
            "profile": profile.id, "mode": Interface.text("mode.\(travel.mode.name)"),
            "speed": travel.speed.kilometresPerHour.text(places: 2),
          ])
      }
    }
  }

  private func services(of rule: RuleKind.Circle) -> String {
    let names = rule.services.compactMap(standard.service).map { name($0.name) }
    let list = names.joined(separator: language == .chinese ? "、" : ", ")
    guard names.count > 1 else { return list }
    switch rule.required {
    case .any: return Interface.text("standards.required_any", ["services": list])
    case .all: return Interface.text("standards.required_all", ["services": list])
    case .atLeast(let count):
      return Interface.text("standards.required_some", ["services": list, "count": "\(count)"])
    }
  }

  private static func number(_ minutes: Double) -> String {
    minutes == minutes.rounded() ? "\(Int(minutes))" : "\(minutes)"
  }
}
