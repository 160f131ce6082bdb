import ServiceCircles

/// Tells kinds of facilities that count for their category alone, where a known kind of it may be meant: those
/// that are spelt like a known one but for a letter in four, and those that name the category and no more.
///
/// Any name is a kind of its category, and counts for the category; of a misspelt one nobody would notice that
/// it does not count for the kind it was meant to be.
struct KindSpelling {
  /// The kinds that are usual.
  let known: Set<FacilityKind>
  private let names: [ServiceCategory: [String]]
  /// Kinds that the plan names, by their categories.
  private let named: [ServiceCategory: [FacilityKind]]

  init(_ standard: RuleSet) {
    known = FacilityTagMap.openStreetMap.knownKinds.union(standard.namedKinds)
      .filter { !$0.name.isEmpty }
    names = Dictionary(grouping: known, by: \.category).mapValues { $0.map(\.name).sorted() }
    named = Dictionary(grouping: standard.namedKinds.filter { !$0.name.isEmpty }, by: \.category)
      .mapValues { $0.sorted() }
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

  /// What to say of a kind that names a category of which the plan names kinds; nil for any other.
  private func problem(ofCategory kind: FacilityKind) -> Message? {
    guard kind.name.isEmpty, let example = named[kind.category]?.first else { return nil }
    return Message(
      "place.kind_bare", ["kind": kind.description, "example": example.description])
  }

  /// What to say of the kinds of a layer: one issue for each that may be meant otherwise, and how many
  /// facilities are of these kinds.
  func doubts(
    _ facilities: [(id: String, kind: FacilityKind)], layer: String, field: String
  ) -> (issues: [RecordIssue], counts: LossTally) {
    var first: [FacilityKind: (id: String, count: Int)] = [:]
    for facility in facilities {
      first[facility.kind, default: (facility.id, 0)].count += 1
    }
    var issues: [RecordIssue] = []
    var counts = LossTally()
    for (kind, records) in first.sorted(by: { $0.key < $1.key }) {
      let misspelt = problem(of: kind)
      guard let problem = misspelt ?? problem(ofCategory: kind) else { continue }
      counts.add(
        Message("loss.kind", parts: ["problem": problem]), records.count)
      issues.append(
        RecordIssue(
          misspelt == nil ? .note : .warning, role: "facilities", layer: layer,
          feature: records.id, field: field, problem: problem,
          action: Message(
            "place.kind_kept",
            ["category": kind.category.rawValue, "count": "\(records.count)"])))
    }
    return (issues, counts)
  }
}
