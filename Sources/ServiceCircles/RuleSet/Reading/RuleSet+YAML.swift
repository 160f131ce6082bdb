import Streets
import Yams

extension RuleSet {
  /// A rule set in the form of `standards/*.yaml`. Numbers are taken from their text.
  ///
  /// - Throws: ``TableError`` with the first thing that is wrong and its line.
  public init(yaml: String) throws(TableError) {
    let root = try YAMLReading.root(yaml)
    let fields = try YAMLFields(
      root,
      known: [
        "id", "version", "name", "items", "bounds", "options", "conflicts", "parts", "services",
        "profiles", "always_judged", "rules",
      ])
    id = try fields.text("id")
    version = try fields.optionalWhole("version") ?? 1
    name = try LocalizedText(try fields.node("name"))
    (conflicts, items, services, profiles, rules) = ([:], [], [], [], [])
    (bounds, options, parts) = ([], [], [])
    alwaysJudged = try fields.texts("always_judged") ?? []
    for (id, node) in try fields.optionalEntries("conflicts") {
      conflicts[id] = try LocalizedText(node)
    }
    for (id, node) in try fields.optionalEntries("parts") {
      parts.append(Part(id: id, name: try LocalizedText(node)))
    }
    for (id, node) in try fields.optionalEntries("items") { items.append(try Item(id: id, node)) }
    for (code, node) in try fields.optionalEntries("services") {
      services.append(try Service(code: code, node))
    }
    for (id, node) in try fields.optionalEntries("profiles") {
      profiles.append(Profile(id: id, name: try LocalizedText(node)))
    }
    index()
    let names = RuleSetNames(
      items: Set(items.map(\.id)), services: Set(services.map(\.code)),
      profiles: profiles.map(\.id), conflicts: Set(conflicts.keys), parts: parts.map(\.id))
    if let node = fields.optionalNode("always_judged") {
      try RuleSetNames.check(alwaysJudged, in: names.profiles, "profile", at: node)
    }
    for (item, node) in zip(items, try fields.optionalEntries("items")) {
      try names.check(items: item.parts, at: node.value)
    }
    for node in try YAMLReading.items(try fields.node("rules")) {
      let rule = try Rule(node, names)
      if rules.contains(where: { $0.id == rule.id }) {
        throw TableError("the rule '\(rule.id)' stands twice", at: node)
      }
      rules.append(rule)
    }
    index()
    guard !rules.isEmpty else { throw TableError("no rules", at: try fields.node("rules")) }
    if profiles.isEmpty, !circleRules.isEmpty { throw TableError("no profiles", at: root) }
    for node in try fields.optionalNode("bounds").map(YAMLReading.items) ?? [] {
      bounds.append(try Bound(node, names))
    }
    index()
    for node in try fields.optionalNode("options").map(YAMLReading.items) ?? [] {
      options.append(try RuleOption(node, names, rules))
    }
    try checkReferences(at: try fields.node("rules"))
    for option in options { try checkDefault(of: option, at: try fields.node("options")) }
  }

  /// Rules may name each other before they stand.
  private func checkReferences(at node: Node) throws(TableError) {
    let ids = Set(rules.map(\.id))
    for case .coverage(let test) in rules.map(\.kind) {
      try RuleSetNames.check(test.passing, in: ids, "rule", at: node)
      let circles = test.circles + [test.reach?.rule].compactMap { $0 }
      try RuleSetNames.check(circles, in: circleRules.map(\.id), "circle rule", at: node)
    }
  }

  private func checkDefault(of option: RuleOption, at node: Node) throws(TableError) {
    do {
      _ = try choosing(option.id, option.standard)
    } catch {
      throw TableError("\(error.message.text(in: .english))", at: node)
    }
  }
}

/// The names that a rule set's parts may use.
struct RuleSetNames {
  let items: Set<String>
  let services: Set<String>
  let profiles: [String]
  let conflicts: Set<String>
  let parts: [String]

  static func check(
    _ names: [String], in known: some Sequence<String>, _ what: String, at node: Node
  ) throws(TableError) {
    if let stray = names.first(where: { name in !known.contains { $0 == name } }) {
      throw TableError("unknown \(what) '\(stray)'", at: node)
    }
  }

  func check(items names: [String], at node: Node) throws(TableError) {
    if let stray = names.first(where: { !items.contains($0) }) {
      throw TableError("unknown item '\(stray)'", at: node)
    }
  }
}

extension Service {
  init(code: String, _ node: Node) throws(TableError) {
    let fields = try YAMLFields(node, known: ["zh", "en", "kinds", "without"])
    self.init(
      code: code,
      name: LocalizedText(chinese: try fields.text("zh"), english: try fields.text("en")),
      kinds: try FacilityKind.list(try fields.texts("kinds") ?? [code], at: node),
      without: try FacilityKind.list(try fields.texts("without") ?? [], at: node))
  }
}

extension FacilityKind {
  static func list(_ codes: [String], at node: Node) throws(TableError) -> [FacilityKind] {
    var kinds: [FacilityKind] = []
    for text in codes {
      guard let kind = FacilityKind(code: text) else {
        throw TableError("unknown kind '\(text)'", at: node)
      }
      kinds.append(kind)
    }
    return kinds
  }
}

extension Item {
  init(id: String, _ node: Node) throws(TableError) {
    let fields = try YAMLFields(
      node,
      known: ["zh", "en", "type", "unit", "aliases", "parts", "from", "facilities", "applies_to"])
    guard let type = try fields.choice("type", ItemType.self) else {
      throw TableError("'type' is missing", at: node)
    }
    self.init(
      id: id,
      name: LocalizedText(chinese: try fields.text("zh"), english: try fields.text("en")),
      type: type, unit: try fields.optionalLocalized("unit"),
      aliases: try fields.texts("aliases") ?? [], parts: try fields.texts("parts") ?? [],
      source: try fields.choice("from", Source.self),
      setting: try fields.choice("applies_to", Setting.self))
    if let node = fields.optionalNode("facilities") {
      let fields = try YAMLFields(node, known: ["kinds", "take"])
      guard let taking = try fields.choice("take", Facilities.Taking.self) else {
        throw TableError("'take' is missing", at: node)
      }
      facilities = Facilities(
        kinds: try FacilityKind.list(try fields.someTexts("kinds"), at: node), taking: taking)
    }
  }
}

extension RuleSet.Bound {
  init(_ node: Node, _ names: RuleSetNames) throws(TableError) {
    let fields = try YAMLFields(node, known: ["parts", "whole", "zero"])
    self.init(
      parts: try fields.someTexts("parts"), whole: try fields.text("whole"),
      zeroIsUnrecorded: try fields.choice("zero", of: ["unrecorded"]) != nil)
    try names.check(items: parts + [whole], at: node)
  }
}

extension RuleOption {
  init(_ node: Node, _ names: RuleSetNames, _ rules: [Rule]) throws(TableError) {
    let fields = try YAMLFields(node, known: ["id", "name", "default", "choices", "sets"])
    self.init(
      id: try fields.text("id"), name: try LocalizedText(try fields.node("name")), choices: [],
      slackOf: nil, standard: try fields.text("default"), chosen: try fields.text("default"))
    if let node = fields.optionalNode("sets") {
      let entries = try YAMLReading.entries(node)
      if let (whole, key) = entries.first, entries.count == 1, whole == "circles",
        try YAMLReading.text(key) == "threshold"
      {
        isPassMark = true
      } else {
        try readSlack(entries, at: node, rules)
        return
      }
    }
    for (id, node) in try YAMLReading.entries(try fields.node("choices")) {
      choices.append(try Choice(id: id, node, names, rules))
    }
  }

  private mutating func readSlack(
    _ entries: [(key: String, value: Node)], at node: Node, _ rules: [Rule]
  ) throws(TableError) {
    guard let (rule, key) = entries.first, entries.count == 1,
      try YAMLReading.text(key) == "slack_days",
      case .stages = rules.first(where: { $0.id == rule })?.kind
    else {
      throw TableError(
        "'sets' is { RULE: slack_days } of a rule of stages, or { circles: threshold }", at: node)
    }
    slackOf = rule
  }
}

extension RuleOption.Choice {
  init(
    id: String, _ node: Node, _ names: RuleSetNames, _ rules: [Rule]
  ) throws(TableError) {
    let fields = try YAMLFields(node, known: ["zh", "en", "rules", "items", "services"])
    self.init(
      id: id,
      name: LocalizedText(chinese: try fields.text("zh"), english: try fields.text("en")),
      patches: [], items: [:])
    for (rule, node) in try fields.optionalEntries("rules") {
      try RuleSetNames.check([rule], in: rules.map(\.id), "rule", at: node)
      let patch = try RulePatch(rule: rule, node)
      if let key = rules.first(where: { $0.id == rule }).flatMap(patch.misfit) {
        throw TableError("the rule '\(rule)' has no '\(key)' to replace", at: node)
      }
      try names.check(items: patch.items, at: node)
      patches.append(patch)
    }
    for (item, node) in try fields.optionalEntries("items") {
      items[item] = try YAMLReading.text(node)
      try names.check(items: [item, try YAMLReading.text(node)], at: node)
    }
    for (service, node) in try fields.optionalEntries("services") {
      try RuleSetNames.check([service], in: names.services.sorted(), "service", at: node)
      let fields = try YAMLFields(node, known: ["without"])
      without[service] = try FacilityKind.list(try fields.texts("without") ?? [], at: node)
    }
  }
}

extension RulePatch {
  init(rule: String, _ node: Node) throws(TableError) {
    let fields = try YAMLFields(
      node, known: ["numerator", "denominator", "instead", "threshold", "applies_to"])
    self.init(
      rule: rule, numerator: try fields.texts("numerator"),
      denominator: try fields.texts("denominator"),
      threshold: try fields.optionalDecimal("threshold"))
    if let text = try fields.optionalText("instead") {
      instead = text == "none" ? .toNone : .to(text)
    }
    if let text = try fields.choice("applies_to", of: ["urban", "rural", "all"]) {
      setting = Setting(rawValue: text).map { .to($0) } ?? .toNone
    }
  }
}
