import Streets
import Yams

extension Rule {
  private static let keys = [
    "id", "kind", "name", "source", "place", "part", "nature", "applies_to", "stage", "level",
    "judged_at",
    "unit_of_count", "comparator", "threshold", "unit", "soft", "baseline", "actual", "target_year",
    "alternatives", "conflicts", "note",
  ]

  /// The keys of each kind beside those of all rules.
  private static let keysOfKind = [
    "circle": ["services", "required", "minutes", "measure", "travel"],
    "ratio": ["numerator", "denominator", "per"],
    "coverage": ["numerator", "denominator", "among", "passing", "circles", "measure", "reach"],
    "count": ["numerator", "each"],
    "floor": ["numerator", "instead"],
    "stages": ["stages", "slack_days"],
    "stepped": ["numerator", "by", "steps"],
    "flag": ["items"],
  ]

  init(_ node: Node, _ names: RuleSetNames) throws(TableError) {
    guard case .mapping(let mapping) = node, let kind = mapping["kind"]?.string else {
      throw TableError("a rule is a mapping with a kind", at: node)
    }
    guard let own = Self.keysOfKind[kind] else {
      throw TableError("unknown kind of rule '\(kind)'", at: node)
    }
    let fields = try YAMLFields(node, known: Self.keys + own)
    self.init(
      id: try fields.text("id"), name: try LocalizedText(try fields.node("name")),
      kind: .flag([]))
    source = try fields.optionalText("source") ?? ""
    place = try fields.optionalLocalized("place")
    part = try fields.optionalText("part")
    if let part, let node = fields.optionalNode("part") {
      try RuleSetNames.check([part], in: names.parts, "part", at: node)
    }
    nature = try fields.choice("nature", Nature.self) ?? .text
    setting = try fields.choice("applies_to", of: ["urban", "rural", "all"]).flatMap {
      Setting(rawValue: $0)
    }
    stage = try fields.choice("stage", Stage.self) ?? .existing
    level = try Self.level("level", fields) ?? .community
    judgedAt = try Self.level("judged_at", fields)
    unitOfCount = try fields.optionalLocalized("unit_of_count")
    let comparator = try fields.choice("comparator", Threshold.Comparator.self) ?? .atLeast
    threshold = try fields.optionalDecimal("threshold").map { Threshold($0, comparator) }
    unit = try fields.optionalLocalized("unit")
    soft = try fields.optionalText("soft")
    baseline = try Figure(fields, "baseline")
    actual = try Figure(fields, "actual")
    targetYear = try fields.optionalWhole("target_year")
    for node in try fields.optionalNode("alternatives").map(YAMLReading.items) ?? [] {
      alternatives.append(try Alternative(node, comparator, names))
    }
    conflicts = try fields.texts("conflicts") ?? []
    if let node = fields.optionalNode("conflicts") {
      try RuleSetNames.check(conflicts, in: names.conflicts, "conflict", at: node)
    }
    note = try fields.optionalLocalized("note")
    self.kind = try Self.kind(kind, fields, threshold, names)
    index()
    try names.check(items: items, at: node)
    if case .flag = self.kind, threshold != nil {
      throw TableError("a flag has no threshold", at: node)
    }
  }

  private static func level(_ key: String, _ fields: YAMLFields) throws(TableError) -> PlanLevel? {
    try fields.choice(key, of: PlanLevel.ofRules.map(\.rawValue)).flatMap {
      PlanLevel(rawValue: $0)
    }
  }

  private static func kind(
    _ kind: String, _ fields: YAMLFields, _ threshold: Threshold?, _ names: RuleSetNames
  ) throws(TableError) -> RuleKind {
    switch kind {
    case "circle": .circle(try RuleKind.Circle(fields, names))
    case "ratio": .ratio(try RuleKind.Ratio(fields))
    case "coverage": .coverage(try RuleKind.FullCoverage(fields, names))
    case "count": .count(try RuleKind.Count(fields, threshold))
    case "floor":
      .floor(
        RuleKind.Floor(
          numerator: try fields.someTexts("numerator"),
          instead: try fields.optionalText("instead")))
    case "stages": .stages(try RuleKind.Stages(fields))
    case "stepped": .stepped(try RuleKind.Stepped(fields))
    default: .flag(try fields.texts("items") ?? [])
    }
  }
}

extension Rule.Figure {
  init?(_ fields: YAMLFields, _ key: String) throws(TableError) {
    guard let node = fields.optionalNode(key) else { return nil }
    let fields = try YAMLFields(node, known: ["value", "year"])
    guard let value = try fields.optionalDecimal("value"),
      let year = try fields.optionalWhole("year")
    else { throw TableError("'\(key)' is { value, year }", at: node) }
    self.init(value: value, year: year)
  }
}

extension Rule.Alternative {
  init(
    _ node: Node, _ comparator: Threshold.Comparator, _ names: RuleSetNames
  ) throws(TableError) {
    let fields = try YAMLFields(node, known: ["threshold", "conflict", "name"])
    guard let number = try fields.optionalDecimal("threshold") else {
      throw TableError("'threshold' is missing", at: node)
    }
    self.init(
      threshold: Threshold(number, comparator), conflict: try fields.text("conflict"),
      name: try LocalizedText(try fields.node("name")))
    try RuleSetNames.check([conflict], in: names.conflicts, "conflict", at: node)
  }
}

extension RuleKind.Ratio {
  init(_ fields: YAMLFields) throws(TableError) {
    let per = try fields.optionalDecimal("per") ?? ExactDecimal(1)
    // Only then is what a numerator lacks a decimal.
    var rest = per.digits
    while rest > 0, rest % 2 == 0 { rest /= 2 }
    while rest > 0, rest % 5 == 0 { rest /= 5 }
    guard rest == 1 else {
      throw TableError("'per' is a product of twos and fives", at: try fields.node("per"))
    }
    self.init(
      numerator: try fields.someTexts("numerator"),
      denominator: try fields.someTexts("denominator"), per: per)
  }
}

extension RuleKind.FullCoverage {
  init(_ fields: YAMLFields, _ names: RuleSetNames) throws(TableError) {
    self.init(
      numerator: try fields.someTexts("numerator"),
      denominator: try fields.someTexts("denominator"),
      among: try fields.optionalText("among"), passing: try fields.texts("passing") ?? [],
      circles: try fields.texts("circles") ?? [],
      measure: try fields.choice("measure", RuleKind.Circle.Measure.self) ?? .households)
    if let among { try names.check(items: [among], at: fields.owner) }
    guard measure != .land else {
      throw TableError("'measure' is households, population or residences", at: fields.owner)
    }
    if let node = fields.optionalNode("reach") {
      let fields = try YAMLFields(node, known: ["rule", "service"])
      reach = Reach(rule: try fields.text("rule"), service: try fields.text("service"))
      try RuleSetNames.check([reach?.service ?? ""], in: names.services, "service", at: node)
    }
  }
}

extension RuleKind.Count {
  init(_ fields: YAMLFields, _ threshold: Threshold?) throws(TableError) {
    self.init(numerator: try fields.someTexts("numerator"), each: [])
    guard let node = fields.optionalNode("each") else { return }
    for item in try YAMLReading.items(node) { each.append(try YAMLReading.decimal(item, "each")) }
    guard each.count == numerator.count,
      threshold?.number == each.reduce(.zero, +), threshold?.comparator == .atLeast
    else {
      throw TableError(
        "'each' has a number for every item, and their sum is the threshold (>=)", at: node)
    }
  }
}

extension RuleKind.Stages {
  init(_ fields: YAMLFields) throws(TableError) {
    self.init(stages: [], slackDays: try fields.optionalWhole("slack_days") ?? 0)
    guard slackDays >= 0 else { throw TableError("'slack_days' is 0 or more", at: fields.owner) }
    for node in try YAMLReading.items(try fields.node("stages")) {
      let fields = try YAMLFields(node, known: ["name", "flag", "earlier", "later"])
      let name = try LocalizedText(try fields.node("name"))
      if let flag = try fields.optionalText("flag") {
        stages.append(Stage(name: name, test: .flag(flag)))
      } else {
        stages.append(
          Stage(
            name: name,
            test: .order(
              earlier: try fields.text("earlier"), later: try fields.text("later"))))
      }
    }
  }
}

extension RuleKind.Stepped {
  init(_ fields: YAMLFields) throws(TableError) {
    self.init(
      numerator: try fields.someTexts("numerator"), by: try fields.text("by"), steps: [],
      comparator: try fields.choice("comparator", Threshold.Comparator.self) ?? .atLeast)
    let nodes = try YAMLReading.items(try fields.node("steps"))
    for (i, node) in nodes.enumerated() {
      let step = try YAMLFields(node, known: ["below", "threshold"])
      guard let threshold = try step.optionalDecimal("threshold") else {
        throw TableError("'threshold' is missing", at: node)
      }
      let below = try step.optionalDecimal("below")
      let before = steps.last?.below
      guard (below == nil) == (i == nodes.count - 1), before.map({ below ?? $0 >= $0 }) ?? true
      else { throw TableError("steps go upwards, the last without 'below'", at: node) }
      steps.append(Step(below: below, threshold: threshold))
    }
  }
}

extension RuleKind.Circle {
  init(_ fields: YAMLFields, _ names: RuleSetNames) throws(TableError) {
    let minutes = try fields.number("minutes")
    guard minutes > 0, minutes <= 1440 else {
      throw TableError("minutes are more than 0 and at most 1440", at: fields.owner)
    }
    let services = try fields.texts("services") ?? []
    guard !services.isEmpty else { throw TableError("a rule needs services", at: fields.owner) }
    try RuleSetNames.check(services, in: names.services, "service", at: fields.owner)
    var travel: [String: Travel] = [:]
    for (profile, node) in try YAMLReading.entries(try fields.node("travel")) {
      try RuleSetNames.check([profile], in: names.profiles, "profile", at: node)
      travel[profile] = try Travel(node, minutes: minutes)
    }
    self.init(
      services: services, required: try Self.required(fields, of: services.count),
      minutes: minutes, measure: try fields.choice("measure", Measure.self) ?? .households,
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
