extension CommunityFacts {
  /// By how much what homes add up to may differ from a number before it is said.
  static func mayDiffer(ofHomes stated: ExactDecimal) -> ExactDecimal {
    stated * ExactDecimal(digits: 2, places: 1)
  }

  /// Where the sources of a community's numbers contradict each other, and which counts.
  ///
  /// > The register first, then the layer's column, then what homes and facilities give.
  func conflicts() -> [RecordIssue] {
    placement.communities.indices.flatMap { conflicts(of: $0) }
  }

  private func conflicts(of number: Int) -> [RecordIssue] {
    let community = placement.communities[number]
    var issues: [RecordIssue] = []
    func report(_ item: Item, _ taken: ExactDecimal, _ other: ExactDecimal, _ source: String) {
      issues.append(
        QuantityConflict(item: item.id, taken: .number(taken), other: .number(other)).issue(
          standard, role: "communities", layer: "", feature: community.id, other: Message(source)))
    }
    for item in standard.items {
      guard let taken = community.quantities[item.id]?.number else { continue }
      if let own = item.source.flatMap({ Self.column($0, of: community) }),
        ExactDecimal(own) != taken
      {
        report(item, taken, ExactDecimal(own), "source.own_record")
      }
      if let other = quantityOfFacilities(item, number)?.number, other != taken {
        report(item, taken, other, "source.facilities")
      }
    }
    for (problem, items) in excesses(number) {
      issues.append(
        RecordIssue(
          .warning, role: "communities", layer: "", feature: community.id,
          field: items.joined(separator: ", "), problem: problem,
          action: Message("value.excess_unknown")))
    }
    return issues + [homesDiffer(number)].compactMap { $0 }
  }

  static func column(_ source: Item.Source, of community: Community) -> Int? {
    switch source {
    case .households: community.households
    case .population: community.population
    default: nil
    }
  }

  /// That the homes of a community add up to something else than its number: once, of households or else of
  /// people.
  func homesDiffer(_ number: Int) -> RecordIssue? {
    homesDiffer(number, .households) ?? homesDiffer(number, .population)
  }

  /// That the homes of a community add up to something else than its number of households, or of people.
  func homesDiffer(_ number: Int, _ source: Item.Source) -> RecordIssue? {
    guard !placement.residences(of: number).isEmpty else { return nil }
    let (taken, homes) = (numbers(of: number), homes(of: number))
    let numbers =
      source == .households
      ? (taken.households, homes.households) : (taken.population, homes.population)
    guard let taken = numbers.0.wholeNumber, let other = numbers.1.wholeNumber else { return nil }
    let difference = (ExactDecimal(taken) - ExactDecimal(other)).magnitude
    guard difference > Self.mayDiffer(ofHomes: ExactDecimal(taken)) else { return nil }
    let item = standard.items.first { $0.source == source }
    return RecordIssue(
      .warning, role: "communities", layer: "", feature: placement.communities[number].id,
      field: item?.id ?? source.rawValue,
      problem: Message(
        "value.homes_differ", ["taken": "\(taken)", "other": "\(other)"],
        names: ["item": item?.name ?? LocalizedText(source.rawValue)]),
      action: Message("value.taken", ["value": "\(taken)"]))
  }
}
