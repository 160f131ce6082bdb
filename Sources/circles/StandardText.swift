import Foundation
import ServiceCircles

/// A rule set in lines for people, or as JSON.
enum StandardText {
  /// What a list says of a rule set or a profile.
  struct Summary: Codable {
    var id: String
    var name_zh: String
    var name_en: String

    init(_ id: String, _ name: LocalizedText) {
      self.id = id
      name_zh = name.chinese
      name_en = name.english
    }
  }

  /// A rule set with all that it holds; names are those of the report's columns.
  struct Document: Codable {
    var id: String
    var name_zh: String
    var name_en: String
    var services: [ServiceDocument]
    var profiles: [Summary]
    var always_judged: [String]
    var rules: [RuleDocument]

    init(_ standard: RuleSet) {
      id = standard.id
      name_zh = standard.name.chinese
      name_en = standard.name.english
      services = standard.services.map { ServiceDocument($0) }
      profiles = standard.profiles.map { Summary($0.id, $0.name) }
      always_judged = standard.alwaysJudged
      rules = standard.circleRules.map { RuleDocument($0) }
    }
  }

  struct ServiceDocument: Codable {
    var code: String
    var name_zh: String
    var name_en: String
    var kinds: [String]

    init(_ service: Service) {
      code = service.code
      name_zh = service.name.chinese
      name_en = service.name.english
      kinds = service.kinds.map(\.description)
    }
  }

  struct RuleDocument: Codable {
    var rule_id: String
    var kind = "circle"
    var name_zh: String
    var name_en: String
    var source_text: String
    var applies_to: String
    var services: [String]
    var required: String
    var minutes: Double
    var measure: String
    var comparator: String?
    var threshold: String?
    var nature: String
    var travel: [String: TravelDocument]

    init(_ rule: CircleRule) {
      rule_id = rule.id
      name_zh = rule.name.chinese
      name_en = rule.name.english
      source_text = rule.source
      applies_to = rule.setting?.rawValue ?? "all"
      services = rule.services
      required = rule.required.description
      minutes = rule.minutes
      measure = rule.measure.rawValue
      comparator = rule.threshold?.comparator.rawValue
      threshold = rule.threshold?.number.description
      nature = rule.nature.rawValue
      travel = rule.travel.mapValues {
        TravelDocument(mode: $0.mode.name, speed_kmh: $0.speed.kilometresPerHour)
      }
    }
  }

  struct TravelDocument: Codable {
    var mode: String
    var speed_kmh: Double
  }

  /// The profiles, then every rule with how each profile travels and what share it asks for.
  static func text(_ standard: RuleSet) -> String {
    let language = Interface.language
    var lines = ["\(standard.id)  \(standard.name.text(in: language))"]
    for profile in standard.profiles {
      lines.append(
        Interface.text(
          "standards.profile", ["id": profile.id, "name": profile.name.text(in: language)]))
    }
    for rule in standard.circleRules {
      lines.append(
        Interface.text(
          "standards.rule",
          [
            "id": rule.id, "name": rule.name.text(in: language),
            "services": services(of: rule, in: standard), "minutes": number(rule.minutes),
            "setting": Interface.text("setting.\(rule.setting?.rawValue ?? "all")"),
          ]))
      for profile in standard.profiles {
        guard let travel = rule.travel[profile.id] else { continue }
        lines.append(
          Interface.text(
            "standards.travel",
            [
              "profile": profile.id, "mode": Interface.text("mode.\(travel.mode.name)"),
              "speed": Decimals.text(travel.speed.kilometresPerHour, places: 2),
            ]))
      }
      lines.append(threshold(of: rule))
    }
    return lines.joined(separator: "\n")
  }

  private static func services(of rule: CircleRule, in standard: RuleSet) -> String {
    let names = standard.services(of: rule).map { $0.name.text(in: Interface.language) }
    let list = names.joined(separator: Interface.language == .chinese ? "、" : ", ")
    guard names.count > 1 else { return list }
    switch rule.required {
    case .any: return Interface.text("standards.required_any", ["services": list])
    case .all: return Interface.text("standards.required_all", ["services": list])
    case .atLeast(let count):
      return Interface.text("standards.required_some", ["services": list, "count": "\(count)"])
    }
  }

  private static func threshold(of rule: CircleRule) -> String {
    guard let threshold = rule.threshold else { return Interface.text("standards.no_threshold") }
    return Interface.text(
      "standards.threshold",
      [
        "comparator": threshold.comparator.rawValue, "threshold": threshold.number.description,
        "measure": Interface.text("measure.\(rule.measure.rawValue)"),
      ])
  }

  private static func number(_ minutes: Double) -> String {
    minutes == minutes.rounded() ? "\(Int(minutes))" : "\(minutes)"
  }
}
