import ServiceCircles
import Streets

/// A rule set with all that it holds, as JSON; names are those of the report's columns.
struct StandardDocument: Encodable {
  /// What a list says of a rule set or a profile.
  struct Summary: Encodable {
    var id: String
    var version: Int?
    var name_zh: String
    var name_en: String

    init(_ id: String, _ name: LocalizedText, version: Int? = nil) {
      self.id = id
      self.version = version
      name_zh = name.chinese
      name_en = name.english
    }
  }

  struct ItemDocument: Encodable {
    var item: String
    var name_zh: String
    var name_en: String
    var type: String
    var unit: String?
    var aliases: [String]
    var parts: [String]
    var facilities: [String]

    init(_ item: Item) {
      self.item = item.id
      name_zh = item.name.chinese
      name_en = item.name.english
      type = item.type.rawValue
      unit = item.unit?.chinese
      aliases = item.aliases
      parts = item.parts
      facilities = item.facilities?.kinds.map(\.description) ?? []
    }
  }

  struct OptionDocument: Encodable {
    var option: String
    var name_zh: String
    var name_en: String
    var standard: String
    var choices: [Summary]

    enum CodingKeys: String, CodingKey {
      case option, name_zh, name_en, choices
      case standard = "default"
    }

    init(_ option: RuleOption) {
      self.option = option.id
      name_zh = option.name.chinese
      name_en = option.name.english
      standard = option.standard
      choices = option.choices.map { Summary($0.id, $0.name) }
    }
  }

  struct ServiceDocument: Encodable {
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

  var id: String
  var version: Int
  var name_zh: String
  var name_en: String
  var services: [ServiceDocument]
  var profiles: [Summary]
  var always_judged: [String]
  var options: [OptionDocument]
  var items: [ItemDocument]
  var conflicts: [Summary]
  var rules: [RuleDocument]

  init(_ standard: RuleSet) {
    id = standard.id
    version = standard.version
    name_zh = standard.name.chinese
    name_en = standard.name.english
    services = standard.services.map { ServiceDocument($0) }
    profiles = standard.profiles.map { Summary($0.id, $0.name) }
    always_judged = standard.alwaysJudged
    options = standard.options.map { OptionDocument($0) }
    items = standard.items.map { ItemDocument($0) }
    conflicts = standard.conflicts.sorted { ($0.key.count, $0.key) < ($1.key.count, $1.key) }
      .map { Summary($0.key, $0.value) }
    rules = standard.rules.map { RuleDocument($0) }
  }
}

/// A rule as JSON; what its kind does not have is left out.
struct RuleDocument: Encodable {
  struct Figure: Encodable {
    var value: JSONDecimal
    var year: Int

    init(_ figure: Rule.Figure) {
      value = JSONDecimal(figure.value)
      year = figure.year
    }
  }

  struct Alternative: Encodable {
    var threshold: JSONDecimal
    var conflict: String
    var name_zh: String
    var name_en: String
  }

  struct TravelDocument: Encodable {
    var mode: String
    var speed_kmh: Double
  }

  var rule_id: String
  var kind: String
  var name_zh: String
  var name_en: String
  var source_text: String
  @OrNull var place_zh: String?
  @OrNull var place_en: String?
  var nature: String
  var applies_to: String
  var stage: String
  var level: String
  @OrNull var judged_at: String?
  @OrNull var unit_of_count_zh: String?
  @OrNull var unit_of_count_en: String?
  @OrNull var comparator: String?
  @OrNull var threshold: JSONDecimal?
  @OrNull var unit: String?
  @OrNull var unit_en: String?
  @OrNull var soft: String?
  @OrNull var baseline: Figure?
  @OrNull var actual: Figure?
  @OrNull var target_year: Int?
  var alternatives: [Alternative]
  var conflicts: [String]
  @OrNull var note_zh: String?
  @OrNull var note_en: String?
  var items: [String]
  var numerator: [String]
  var denominator: [String]
  @OrNull var per: JSONDecimal?
  var services: [String]?
  var required: String?
  var minutes: Double?
  var measure: String?
  var travel: [String: TravelDocument]?

  init(_ rule: Rule) {
    rule_id = rule.id
    kind = rule.kind.name
    name_zh = rule.name.chinese
    name_en = rule.name.english
    source_text = rule.source
    place_zh = rule.place?.chinese
    place_en = rule.place?.english
    nature = rule.nature.rawValue
    applies_to = rule.setting?.rawValue ?? "all"
    stage = rule.stage.rawValue
    level = rule.level.rawValue
    judged_at = rule.judgedAt?.rawValue
    unit_of_count_zh = rule.unitOfCount?.chinese
    unit_of_count_en = rule.unitOfCount?.english
    comparator = rule.threshold?.comparator.rawValue
    threshold = rule.threshold.map { JSONDecimal($0.number) }
    unit = rule.unit?.chinese
    unit_en = rule.unit?.english
    soft = rule.soft
    baseline = rule.baseline.map { Figure($0) }
    actual = rule.actual.map { Figure($0) }
    target_year = rule.targetYear
    alternatives = rule.alternatives.map {
      Alternative(
        threshold: JSONDecimal($0.threshold.number), conflict: $0.conflict,
        name_zh: $0.name.chinese, name_en: $0.name.english)
    }
    conflicts = rule.conflicts
    note_zh = rule.note?.chinese
    note_en = rule.note?.english
    items = rule.items
    numerator = rule.kind.numerator
    denominator = rule.kind.denominator
    per = rule.kind.per.map { JSONDecimal($0) }
    guard case .circle(let circle) = rule.kind else { return }
    services = circle.services
    required = circle.required.description
    minutes = circle.minutes
    measure = circle.measure.rawValue
    travel = circle.travel.mapValues {
      TravelDocument(mode: $0.mode.name, speed_kmh: $0.speed.kilometresPerHour)
    }
  }
}
