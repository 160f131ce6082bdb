import PlaneGeometry

/// The values that are known of communities: from their columns and registers, their facilities, their homes.
struct CommunityFacts: Sendable {
  let standard: RuleSet
  let inputs: AssessmentInputs
  let placement: Placement
  /// The facilities that serve each community, as compressed rows.
  private let first: [Int]
  private let facilities: [Int]
  /// The floor area of every facility, where known.
  private let areas: [ExactDecimal?]
  /// The facilities of which nobody knows whether they are a community's.
  private let unusable: UnusableOwners
  /// The items that are taken from facilities in this run.
  private let itemsOfFacilities: [Item]
  /// The items that count communities of one setting only.
  private let itemsOfOneSetting: [Item]
  /// The bounds that a community's sources can break together. Those on numbers of units are not among them: what a
  /// rule counts in villages an urban community may have, too.
  private let boundsOfSources: [RuleSet.Bound]

  init(_ standard: RuleSet, _ inputs: AssessmentInputs, _ placement: Placement) {
    self.standard = standard
    self.inputs = inputs
    self.placement = placement
    let areas = inputs.facilities.map { $0.floorArea.flatMap { ExactDecimal($0) } }
    self.areas = areas
    unusable = UnusableOwners(inputs, placement)
    let owners = placement.communityServed(by: inputs.facilities)
    var first = [Int](repeating: 0, count: placement.communities.count + 1)
    for case let owner? in owners { first[owner + 1] += 1 }
    for c in placement.communities.indices { first[c + 1] += first[c] }
    var rows = [Int](repeating: 0, count: first[placement.communities.count])
    var next = first
    for (i, owner) in owners.enumerated() {
      guard let owner else { continue }
      rows[next[owner]] = i
      next[owner] += 1
    }
    self.first = first
    facilities = rows
    itemsOfOneSetting = standard.items.filter { $0.setting != nil }
    let counts = Set(standard.items.filter(\.countsUnits).map(\.id))
    boundsOfSources = standard.bounds.filter { !counts.contains($0.whole) }
    itemsOfFacilities = standard.items.filter { item in
      guard let described = item.facilities else { return false }
      switch described.taking {
      // Where no facility of these kinds has a floor area, the data has no column for it.
      case .sum, .largest, .smallest:
        return inputs.facilities.indices.contains {
          areas[$0] != nil && described.includes(inputs.facilities[$0].kind)
        }
      case .number, .any:
        return !inputs.facilities.isEmpty || !inputs.unusableFacilities.isEmpty
      }
    }
  }

  /// The values that a community's columns, registers and facilities give.
  func given(_ community: Int, as setting: Setting) -> Quantities {
    var quantities = placement.communities[community].quantities
    // A column that holds the counts of both settings gives 0 for the setting that the community has not.
    for item in itemsOfOneSetting where item.setting != setting && quantities[item.id] != nil {
      quantities[item.id] = .number(.zero)
    }
    for item in itemsOfFacilities {
      switch quantities[item.id] {
      case nil: quantities[item.id] = quantity(of: item, community)
      // An empty cell is not 0: only facilities that are there fill it.
      case .missing? where hasFacilities(for: item, community):
        quantities[item.id] = quantity(of: item, community)
      default: break
      }
    }
    return quantities
  }

  /// The given values, and those that the community's homes and code give; of items that are asked for and
  /// that nothing gives, or of which the sources together say what cannot be, that they are missing.
  func all(
    _ community: Int, given: Quantities, askedFor items: Set<String>, as setting: Setting
  ) -> Quantities {
    var quantities = joined(community, given: given, askedFor: items, as: setting)
    _ = withdrawExcesses(from: &quantities, of: community)
    for item in items where quantities[item] == nil { quantities[item] = .missing }
    return quantities
  }

  /// Where the sources of a community's numbers together say what cannot be: parts larger than their whole, such as
  /// a facility larger than all buildings of its community.
  func excesses(_ community: Int) -> [(problem: Message, items: [String])] {
    let setting = placement.communities[community].setting
    var quantities = joined(
      community, given: given(community, as: setting), askedFor: [], as: setting)
    return withdrawExcesses(from: &quantities, of: community)
  }

  /// Marks as missing the numbers of a community that cannot be, together with the others: those that its facilities
  /// and homes give, else those that its register and layer state.
  private func withdrawExcesses(
    from quantities: inout Quantities, of community: Int
  ) -> [(problem: Message, items: [String])] {
    guard standard.violated(in: quantities, among: boundsOfSources) != nil else { return [] }
    let own = placement.communities[community].quantities
    let stated = standard.items.filter { item in
      own[item.id]?.least != nil || item.source.flatMap { self.stated($0, of: community) } != nil
    }
    return standard.withdrawExcesses(
      from: &quantities, among: boundsOfSources, first: Set(stated.map(\.id)))
  }

  /// The given values, and those that the community's homes and code give.
  private func joined(
    _ community: Int, given: Quantities, askedFor items: Set<String>, as setting: Setting
  ) -> Quantities {
    var quantities = given
    for item in itemsOfOneSetting where item.setting != setting && items.contains(item.id) {
      quantities[item.id] = .number(.zero)
    }
    let numbers = numbers(of: community)
    for item in standard.items {
      guard let source = item.source, quantities[item.id]?.number == nil else { continue }
      switch source {
      case .households: quantities[item.id] = numbers.households
      case .population: quantities[item.id] = numbers.population
      case .communities: quantities[item.id] = .number(ExactDecimal(1))
      case .villages: quantities[item.id] = .number(ExactDecimal(setting == .rural ? 1 : 0))
      case .urbanCommunities:
        quantities[item.id] = .number(ExactDecimal(setting == .urban ? 1 : 0))
      case .townships, .counties, .prefectures: continue
      }
    }
    return quantities
  }

  /// The community as a report lists it.
  func record(of number: Int) -> CommunityRecord {
    let community = placement.communities[number]
    let numbers = numbers(of: number)
    let known = own(number).map { areas[$0] }
    return CommunityRecord(
      id: community.id, name: community.name, setting: community.setting,
      regions: community.regions, households: numbers.households.wholeNumber,
      population: numbers.population.wholeNumber,
      residences: inputs.residences.isEmpty ? nil : placement.residences(of: number).count,
      floorAreaSquareMetres: known.isEmpty
        ? nil : known.reduce(.zero) { sum, area in sum.flatMap { sum in area.map { sum + $0 } } },
      geometry: .multiPolygon(community.polygons))
  }

  /// The households and people of a community, the same for rules, tables and regions.
  ///
  /// > The register first, then the layer's column, then what its homes give.
  func numbers(of community: Int) -> (households: Quantity, population: Quantity) {
    func known(_ source: Item.Source) -> Quantity? {
      stated(source, of: community).map { .number(ExactDecimal($0)) }
    }
    let households = known(.households)
    let population = known(.population)
    if let households, let population, households != .number(.zero) {
      return (households, population)
    }
    let homes = homes(of: community)
    // Nobody, and homes with somebody in them: one of the two is wrong.
    let isContradicted = households == .number(.zero) && homes.households.least ?? .zero > .zero
    return (
      isContradicted ? .missing : households ?? homes.households, population ?? homes.population
    )
  }

  /// The households or people that a community's register states, else its layer; nil where neither does.
  func stated(_ source: Item.Source, of community: Int) -> Int? {
    let own = placement.communities[community]
    return standard.items.lazy.filter { $0.source == source }
      .compactMap { own.quantities[$0.id]?.number?.wholeNumber }.first
      ?? Self.column(source, of: own)
  }

  /// What a community's homes add up to: at least what is known of them where the number of some home is not
  /// known. Of a community none of whose homes is given they say nothing.
  func homes(of community: Int) -> (households: Quantity, population: Quantity) {
    func sum(_ numbers: [Int?]) -> Quantity {
      let known = numbers.compactMap { $0 }
      if known.isEmpty { return .missing }
      let sum = ExactDecimal(known.reduce(0, +))
      return known.count == numbers.count ? .number(sum) : .atLeast(sum)
    }
    let homes = placement.residences(of: community).map { inputs.residences[$0] }
    let unlocated = placement.unlocatedResidences[community] ?? []
    return (
      sum(homes.map(\.households) + unlocated.map(\.households)),
      sum(homes.map(\.population) + unlocated.map(\.population))
    )
  }

  /// The numbers of the facilities that serve a community.
  private func own(_ community: Int) -> ArraySlice<Int> {
    facilities[first[community]..<first[community + 1]]
  }

  /// What the facilities give for an item; nil where it is not taken from facilities in this run.
  func quantityOfFacilities(_ item: Item, _ community: Int) -> Quantity? {
    itemsOfFacilities.contains { $0.id == item.id } ? quantity(of: item, community) : nil
  }

  private func hasFacilities(for item: Item, _ community: Int) -> Bool {
    guard let described = item.facilities else { return false }
    return unusable.mayOwn(community, described)
      || own(community).contains { described.includes(inputs.facilities[$0].kind) }
  }

  private func quantity(of item: Item, _ community: Int) -> Quantity? {
    guard let described = item.facilities else { return nil }
    let own = own(community).filter { described.includes(inputs.facilities[$0].kind) }
    let hasOthers = unusable.mayOwn(community, described)
    switch described.taking {
    case .number:
      let count = ExactDecimal(own.count)
      return hasOthers ? .atLeast(count) : .number(count)
    case .any:
      return own.isEmpty && hasOthers ? .missing : .number(ExactDecimal(own.isEmpty ? 0 : 1))
    case .sum, .largest, .smallest:
      let known = own.compactMap { areas[$0] }
      guard !own.isEmpty || hasOthers else { return .number(.zero) }
      guard let any = known.first else { return .missing }
      // One unknown area adds to the sum, and may be the largest or the smallest.
      let isWhole = known.count == own.count && !hasOthers
      func quantity(_ number: ExactDecimal) -> Quantity {
        isWhole ? .number(number) : .atLeast(number)
      }
      switch described.taking {
      case .sum: return quantity(known.reduce(.zero, +))
      case .largest: return quantity(known.reduce(any, max))
      default: return isWhole ? .number(known.reduce(any, min)) : .missing
      }
    }
  }
}

extension Placement {
  /// The community that each facility serves: the one that its record names, else the one it stands in.
  func communityServed(by facilities: [Facility]) -> [Int?] {
    let numbers = Dictionary(
      communities.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    return zip(facilities, communityOfFacility).map { facility, place in
      facility.servedCommunityID.map { numbers[$0] } ?? place
    }
  }
}
