import ServiceCircles

/// A kind of facilities, or a whole category, as JSON.
struct KindDocument: Encodable {
  var kind: String
  var name_zh: String
  var name_en: String
  /// Whole cells that mean it, beside its code and its names.
  var words: [String]
  /// The tags of OpenStreetMap that tell it.
  var osm_tags: [String]
  /// The rules of the rule set that ask for it.
  var rules: [String]

  init(_ entry: FacilityNames.Entry, _ standard: RuleSet) {
    kind = entry.kind.description
    name_zh = entry.name.chinese
    name_en = entry.name.english
    words = entry.words
    osm_tags = FacilityTagMap.openStreetMap.tags(of: entry.kind)
    rules = standard.rules(askingFor: entry.kind)
  }
}
