import ServiceCircles

/// Tells kinds of facilities that are spelt like a known one of their category but for a letter in four.
///
/// Any name is a kind of its category, and counts for the category; of a misspelt one nobody would notice that
/// it does not count for the kind it was meant to be.
struct KindSpelling {
  private let known: Set<FacilityKind>
  private let names: [ServiceCategory: [String]]

  init(_ standard: RuleSet) {
    known = FacilityTagMap.openStreetMap.knownKinds.union(standard.namedKinds)
      .filter { !$0.name.isEmpty }
    names = Dictionary(grouping: known, by: \.category).mapValues { $0.map(\.name).sorted() }
  }

  /// Whether a kind is a usual one, or a whole category.
  func isKnown(_ kind: FacilityKind) -> Bool { kind.name.isEmpty || known.contains(kind) }

  /// What to say of a kind; nil where it is known, or like none that is.
  func problem(of kind: FacilityKind) -> Message? {
    guard !isKnown(kind),
      let nearest = NearestName.of(
        kind.name, in: names[kind.category] ?? [], within: max(1, kind.name.count / 4))
    else { return nil }
    return Message(
      "place.kind_like",
      ["kind": kind.description, "nearest": FacilityKind(kind.category, nearest).description])
  }

  /// What to say of the kinds of a layer: one issue for each that may be misspelt.
  func issues(_ facilities: [Facility], layer: String, field: String) -> [RecordIssue] {
    var first: [FacilityKind: (id: String, count: Int)] = [:]
    for facility in facilities {
      first[facility.kind, default: (facility.id, 0)].count += 1
    }
    return first.sorted { $0.key < $1.key }.compactMap { kind, records in
      problem(of: kind).map {
        RecordIssue(
          .warning, role: "facilities", layer: layer, feature: records.id, field: field,
          problem: $0,
          action: Message(
            "place.kind_kept",
            ["category": kind.category.rawValue, "count": "\(records.count)"]))
      }
    }
  }
}
