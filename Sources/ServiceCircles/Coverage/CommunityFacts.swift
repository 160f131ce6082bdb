/// What is known of communities: from their columns and registers, from their facilities, from their homes.
struct CommunityFacts: Sendable {
  let standard: RuleSet
  let inputs: Assessment.Inputs
  let placement: Placement
  /// The facilities that belong to each community, as compressed rows.
  private let first: [Int]
  private let facilities: [Int]
  private let areas: [ExactDecimal?]
  /// The items that facilities stand for in this run.
  private let items: [Item]
  /// The items that count communities of one setting.
  private let split: [Item]

  init(_ standard: RuleSet, _ inputs: Assessment.Inputs, _ placement: Placement) {
    self.standard = standard
    self.inputs = inputs
    self.placement = placement
    areas = inputs.facilities.map { $0.floorArea.flatMap { ExactDecimal($0) } }
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
    split = standard.items.filter { $0.setting != nil }
    let areas = areas
    items = standard.items.filter { item in
      guard let described = item.facilities else { return false }
      let own = inputs.facilities.indices.filter {
        described.includes(inputs.facilities[$0].kind)
      }
      switch described.taking {
      // Where no facility has a floor area, nobody asked for one.
      case .sum, .largest, .smallest: return own.contains { areas[$0] != nil }
      case .number, .any: return !inputs.facilities.isEmpty
      }
    }
  }

  /// What data says of a community: its columns, registers and facilities.
  func given(_ community: Int, as setting: Setting) -> Quantities {
    var quantities = placement.communities[community].quantities
    // A column of both counts for neither item where the community is of the other setting.
    for item in split where item.setting != setting && quantities[item.id] != nil {
      quantities[item.id] = .number(.zero)
    }
    for item in items where quantities[item.id] == nil {
      quantities[item.id] = quantity(of: item, community)
    }
    return quantities
  }

  /// That, and what its homes and its code say.
  func all(_ community: Int, given: Quantities, as setting: Setting) -> Quantities {
    var quantities = given
    let numbers = placement.numbers(of: community, inputs)
    for item in standard.items {
      guard let source = item.source, quantities[item.id] == nil else { continue }
      let number: Int?
      switch source {
      case .households: number = numbers.households
      case .population: number = numbers.population
      case .communities: number = 1
      case .villages: number = setting == .rural ? 1 : 0
      case .urbanCommunities: number = setting == .urban ? 1 : 0
      case .townships, .counties, .prefectures: continue
      }
      quantities[item.id] = number.map { .number(ExactDecimal($0)) } ?? .missing
    }
    return quantities
  }

  private func quantity(of item: Item, _ community: Int) -> Quantity? {
    guard let described = item.facilities else { return nil }
    let own = facilities[first[community]..<first[community + 1]].filter {
      described.includes(inputs.facilities[$0].kind)
    }
    let areas = own.map { self.areas[$0] }
    switch described.taking {
    case .number: return .number(ExactDecimal(own.count))
    case .any: return .number(ExactDecimal(own.isEmpty ? 0 : 1))
    case .sum, .largest, .smallest:
      let known = areas.compactMap { $0 }
      // One unknown area leaves the sum unknown, and which is the largest.
      guard known.count == areas.count else { return .missing }
      guard let any = known.first else { return .number(.zero) }
      switch described.taking {
      case .sum: return .number(known.reduce(.zero, +))
      case .largest: return .number(known.reduce(any, max))
      default: return .number(known.reduce(any, min))
      }
    }
  }
}

extension Placement {
  /// The communities whom facilities serve: the one that is named, else the one they stand in.
  func communityServed(by facilities: [Facility]) -> [Int?] {
    let numbers = Dictionary(
      communities.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    return zip(facilities, communityOfFacility).map { facility, place in
      facility.servedCommunityID.map { numbers[$0] } ?? place
    }
  }

  /// The floor areas of the facilities that belong to each community, as far as they are known; nil where
  /// none is.
  public func floorAreas(of facilities: [Facility]) -> [ExactDecimal?] {
    var areas = [ExactDecimal?](repeating: nil, count: communities.count)
    for (facility, owner) in zip(facilities, communityServed(by: facilities)) {
      guard let owner, let area = facility.floorArea.flatMap({ ExactDecimal($0) }) else { continue }
      areas[owner] = (areas[owner] ?? .zero) + area
    }
    return areas
  }

  /// The households and people of a community: what it says, else what its homes say.
  public func numbers(
    of community: Int, _ inputs: Assessment.Inputs
  ) -> (households: Int?, population: Int?) {
    let own = communities[community]
    if let households = own.households, let population = own.population {
      return (households, population)
    }
    let homes = residences(of: community).map { inputs.residences[$0] }
    let people = homes.compactMap(\.population)
    return (
      own.households
        ?? (inputs.residences.isEmpty ? nil : homes.reduce(0) { $0 + $1.households }),
      own.population
        ?? (!homes.isEmpty && people.count == homes.count ? people.reduce(0, +) : nil)
    )
  }
}
