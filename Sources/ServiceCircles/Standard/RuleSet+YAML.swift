import StreetNetwork
import Yams

extension RuleSet {
  /// A rule set in the form of `standards/*.yaml`. Numbers are taken from their text.
  ///
  /// - Throws: ``TableError`` with the first thing that is wrong and its line.
  public init(yaml: String) throws(TableError) {
    let root = try YAMLReading.root(yaml)
    let fields = try YAMLFields(
      root, known: ["id", "name", "services", "profiles", "always_judged", "rules"])
    id = try fields.text("id")
    name = try LocalizedText(try fields.node("name"))
    var services: [Service] = []
    for (code, node) in try YAMLReading.entries(try fields.node("services")) {
      services.append(try Service(code: code, node))
    }
    var profiles: [Profile] = []
    for (id, node) in try YAMLReading.entries(try fields.node("profiles")) {
      profiles.append(Profile(id: id, name: try LocalizedText(node)))
    }
    guard !profiles.isEmpty else { throw TableError("no profiles", at: root) }
    let profileIDs = profiles.map(\.id)
    alwaysJudged = try YAMLReading.texts(try fields.node("always_judged"))
    if let stray = alwaysJudged.first(where: { !profileIDs.contains($0) }) {
      throw TableError("unknown profile '\(stray)'", at: try fields.node("always_judged"))
    }
    var rules: [CircleRule] = []
    for node in try YAMLReading.items(try fields.node("rules")) {
      let rule = try CircleRule(node, profiles: profileIDs)
      for code in rule.services where !services.contains(where: { $0.code == code }) {
        throw TableError("unknown service '\(code)'", at: node)
      }
      if rules.contains(where: { $0.id == rule.id }) {
        throw TableError("the rule '\(rule.id)' stands twice", at: node)
      }
      rules.append(rule)
    }
    self.services = services
    self.profiles = profiles
    circleRules = rules
  }
}

extension LocalizedText {
  init(_ node: Node) throws(TableError) {
    let fields = try YAMLFields(node, known: ["zh", "en"])
    self.init(chinese: try fields.text("zh"), english: try fields.text("en"))
  }
}

extension Service {
  init(code: String, _ node: Node) throws(TableError) {
    let fields = try YAMLFields(node, known: ["zh", "en", "kinds"])
    var kinds: [FacilityKind] = []
    for text in try fields.texts("kinds") ?? [code] {
      guard let kind = FacilityKind(code: text) else {
        throw TableError("unknown kind '\(text)'", at: node)
      }
      kinds.append(kind)
    }
    self.init(
      code: code,
      name: LocalizedText(chinese: try fields.text("zh"), english: try fields.text("en")),
      kinds: kinds)
  }
}

extension CircleRule {
  init(_ node: Node, profiles: [String]) throws(TableError) {
    let fields = try YAMLFields(
      node,
      known: [
        "id", "kind", "name", "source", "applies_to", "services", "required", "minutes", "measure",
        "comparator", "threshold", "nature", "travel",
      ])
    guard try fields.text("kind") == "circle" else {
      throw TableError("unknown kind of rule '\(try fields.text("kind"))'", at: node)
    }
    let minutes = try fields.number("minutes")
    guard minutes > 0, minutes <= 1440 else {
      throw TableError("minutes are more than 0 and at most 1440", at: node)
    }
    let services = try fields.texts("services") ?? []
    guard !services.isEmpty else { throw TableError("a rule needs services", at: node) }
    var travel: [String: Travel] = [:]
    for (profile, node) in try YAMLReading.entries(try fields.node("travel")) {
      guard profiles.contains(profile) else {
        throw TableError("unknown profile '\(profile)'", at: node)
      }
      travel[profile] = try Travel(node, minutes: minutes)
    }
    self.init(
      id: try fields.text("id"), name: try LocalizedText(try fields.node("name")),
      source: try fields.optionalText("source") ?? "",
      setting: try fields.choice("applies_to", of: ["urban", "rural", "all"]).flatMap {
        Setting(rawValue: $0)
      },
      services: services, required: try Self.required(fields, of: services.count),
      minutes: minutes,
      measure: try fields.choice("measure", of: Measure.allCases.map(\.rawValue)).flatMap {
        Measure(rawValue: $0)
      } ?? .households,
      threshold: try Self.threshold(fields), nature: try fields.optionalText("nature") ?? "",
      travel: travel)
  }

  private static func required(
    _ fields: YAMLFields, of count: Int
  ) throws(TableError) -> Required {
    switch try fields.optionalText("required") ?? "any" {
    case "any": return .any
    case "all": return .all
    case let text:
      guard let k = Int(text), (1...count).contains(k) else {
        throw TableError("required is any, all, or 1…\(count)", at: fields.owner)
      }
      return .atLeast(k)
    }
  }

  private static func threshold(_ fields: YAMLFields) throws(TableError) -> Threshold? {
    let comparator = try fields.choice(
      "comparator", of: Threshold.Comparator.allCases.map(\.rawValue))
    guard let text = try fields.optionalText("threshold") else { return nil }
    guard let percent = ExactDecimal(text) else {
      throw TableError("'\(text)' is not a decimal number", at: fields.owner)
    }
    return Threshold(
      percent: percent,
      comparator: comparator.flatMap { Threshold.Comparator(rawValue: $0) } ?? .atLeast)
  }
}

extension Travel {
  /// `{ mode: walk, metres: 1200 }`, the metres of the circle's minutes, or `{ mode: cycle, speed_kmh: 15 }`.
  init(_ node: Node, minutes: Double) throws(TableError) {
    let fields = try YAMLFields(node, known: ["mode", "metres", "speed_kmh", "access_kmh"])
    let name = try fields.text("mode")
    guard let mode = Mode.all.first(where: { $0.name == name }) else {
      throw TableError("unknown mode '\(name)'", at: node)
    }
    let metres = try fields.optionalNumber("metres")
    let given = try fields.optionalNumber("speed_kmh")
    guard (metres == nil) == (given != nil) else {
      throw TableError("travel needs metres or speed_kmh, one of them", at: node)
    }
    let speed = given ?? (metres ?? 0) * 60 / minutes / 1000
    let access = try fields.optionalNumber("access_kmh")
    guard speed > 0, speed < 1000, access.map({ $0 > 0 && $0 < 1000 }) ?? true else {
      throw TableError("a speed is more than 0 and less than 1000 km/h", at: node)
    }
    self.init(
      mode: mode, speed: .kilometresPerHour(speed),
      accessSpeed: access.map { .kilometresPerHour($0) })
  }
}
