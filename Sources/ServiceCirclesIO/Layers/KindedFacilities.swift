import ServiceCircles
import Streets

/// The facilities of a layer of which people ask by kind.
///
/// Any text may be a kind. Where a layer names kinds of the plan, though, a text that is none may be meant as any of
/// them, as in an assessment: facilities of such kinds are kinds of their own, and leave open what is asked of the
/// plan's.
package struct KindedFacilities: Sendable {
  /// The facilities that have a place.
  package let located: [LocatedPoint]
  /// Their places by what their kinds say.
  private let places: [KindText: [Place]]
  /// What the kinds of those say that have none.
  private let unlocated: Set<KindText>
  /// Whether kinds of the plan are named.
  private let isOfPlan: Bool

  /// Facilities of a layer.
  package init(_ table: PlaceTable<LocatedPoint>) {
    self.init(table.rows, unlocated: table.unlocated.map { KindText($0.kind) })
  }

  /// Facilities, and what the kinds of those say that have no place.
  package init(_ located: [LocatedPoint], unlocated: [KindText] = []) {
    self.located = located
    places = Dictionary(grouping: located, by: \.kind).mapValues { $0.map(\.place) }
    self.unlocated = Set(unlocated)
    isOfPlan = (places.keys + unlocated).contains(where: \.isOfPlan)
  }

  /// The kinds that are named, each once, in the order of their names.
  package var kinds: [KindText] {
    var seen: Set<String> = []
    func sorted(_ kinds: some Sequence<KindText>) -> [KindText] {
      kinds.sorted { ($0.name ?? "") < ($1.name ?? "") }
    }
    // Of one that is spelt in several ways, as the first facility has it.
    return sorted(
      (located.map(\.kind) + sorted(unlocated))
        .filter { kind in kind.name.map { seen.insert($0.folded).inserted } ?? false })
  }

  /// The kind that a text asks for: one that is named here, else what the text is known to mean.
  package func asked(_ text: String) -> KindText {
    let own = KindText(text)
    if case .own = own, !kinds.contains(where: own.includes),
      let kind = FacilityNames.standard.kind(of: text)
    {
      return .kind(kind)
    }
    return own
  }

  /// All facilities, of whatever kind.
  package var ofAnyKind: SoughtFacilities {
    SoughtFacilities(
      kind: SoughtFacilities.anyKind, places: located.map(\.place), isAnywhere: !unlocated.isEmpty)
  }

  /// The facilities of a kind, and those that may be of it.
  package func sought(_ kind: KindText) -> SoughtFacilities {
    SoughtFacilities(
      kind: kind.name ?? "", places: places.filter { kind.includes($0.key) }.flatMap(\.value),
      open: places.filter { !kind.includes($0.key) && mayBe($0.key, of: kind) }.flatMap(\.value),
      isAnywhere: unlocated.contains { kind.includes($0) || mayBe($0, of: kind) })
  }

  /// Whether a facility that is not of a kind for certain may be.
  private func mayBe(_ text: KindText, of kind: KindText) -> Bool {
    switch text {
    case .none, .list: true
    case .kind: false
    case .own: kind.isOfPlan && isOfPlan
    }
  }

  /// What is odd about the kinds, and how many facilities are of them.
  package var doubts: LossTally {
    var doubts = KindSpelling(.zhejiang14thFiveYearPlan).doubts(
      located.compactMap { facility in
        guard case .kind(let kind) = facility.kind else { return nil }
        return (facility.place.id, kind)
      }, layer: "", field: ""
    ).counts
    for facility in located {
      switch facility.kind {
      case .none: doubts.add(Message("place.no_kind"))
      case .list(let text): doubts.add(Message("place.unknown_kind", ["kind": text]))
      case .own(let text) where isOfPlan:
        doubts.add(Message("place.unknown_kind", ["kind": text]))
      case .kind, .own: break
      }
    }
    return doubts
  }

  /// The kind that a text may mean: one that is named here, or one that is known; nil for a text that is like none
  /// of them, and for a usual kind.
  package func nearest(to text: String) -> String? {
    let spelling = KindSpelling(.zhejiang14thFiveYearPlan)
    if case .kind(let kind) = KindText(text), spelling.isKnown(kind) { return nil }
    let own = kinds.compactMap(\.name)
    let known = spelling.known.map(\.description).sorted()
    let names = own + known
    let word = text.folded
    return NearestName.of(text.narrowed, in: own)
      // A kind without its category.
      ?? names.first { $0.folded.hasSuffix("." + word) }
      ?? NearestName.of(text.narrowed, in: known, within: max(1, text.count / 4))
  }
}
