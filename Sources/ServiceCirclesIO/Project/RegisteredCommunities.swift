import ServiceCircles

/// Communities that registers name and the layer of communities has not, and regions that registers name and of whose
/// communities none is given: of what they add to the sums of their regions only that is known which registers say.
///
/// > A unit that a register does not list, an empty cell, a record that was left out: unknown.
///
/// A community of a county none of whose communities is given is not of the run, unless the communities are said to make
/// up a larger region whole.
struct RegisteredCommunities {
  /// The communities, each once: those whose records cannot be used, then the others in the order of the registers.
  var communities: [UnusableCommunity]

  /// How many of them have a record that cannot be used.
  private let unusableCount: Int
  /// The places in ``communities``, by id.
  private var numbers: [String: Int]
  /// The regions that they name.
  private var regionsOfMissing: Set<Region>
  private var known: Set<String>
  /// The regions of communities that are given, by the beginning of their codes.
  private var regionOfCode: [PlanLevel: [String: String]] = [:]
  /// The levels at which communities that are given name their regions otherwise than by code.
  private var namedLevels: Set<PlanLevel> = []
  private let counties: Set<String>
  /// The codes and names of regions: a register may have a row for one of them.
  private let regions: Set<String>
  private let setting: Setting?
  private let isWhole: Bool

  /// - Parameters:
  ///   - communities: The communities that are given.
  ///   - unusable: Those whose records cannot be used.
  ///   - setting: Urban or rural, for all of them; nil where their codes say it.
  ///   - isWhole: Whether they are said to make up a region whole.
  init(
    beside communities: [Community], _ unusable: [UnusableCommunity], setting: Setting?,
    isWhole: Bool
  ) {
    self.communities = unusable
    unusableCount = unusable.count
    numbers = Dictionary(
      unusable.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    regionsOfMissing = Set(unusable.flatMap(\.regions.named))
    known = Set(communities.map(\.id)).union(unusable.map(\.id))
    counties = Set(communities.compactMap(\.regions.county))
    regions = Set(
      communities.flatMap { community in
        community.regions.named.map(\.name)
          + (AdministrativeCode(community.id).map { RegionPath($0).named.map(\.name) } ?? [])
      })
    self.setting = setting
    self.isWhole = isWhole
    for community in communities {
      guard let code = AdministrativeCode(community.id) else { continue }
      let codes = Dictionary(
        RegionPath(code).named.map { ($0.level, $0.name) }, uniquingKeysWith: { first, _ in first })
      for region in community.regions.named {
        guard let own = codes[region.level] else { continue }
        regionOfCode[region.level, default: [:]][own] = region.name
        if own != region.name { namedLevels.insert(region.level) }
      }
    }
  }

  /// Takes note of a community that a register names.
  mutating func add(_ id: String) {
    // A row of a region is about no community, and of an id that a spreadsheet has rounded nobody knows about which.
    guard !regions.contains(id), !CellText.hasLostDigits(id) else { return }
    let code = AdministrativeCode(id)
    let path = code.map { self.path(RegionPath($0)) } ?? RegionPath()
    guard isWhole || path.county.map(counties.contains) ?? true, known.insert(id).inserted
    else { return }
    numbers[id] = communities.count
    append(UnusableCommunity(id: id, setting: setting ?? code?.setting, regions: path))
  }

  /// Takes note of a region of the run that a register names: it has communities, whether any is given or not.
  mutating func add(_ region: Region) {
    guard !regions.contains(region.name), !regionsOfMissing.contains(region) else { return }
    append(
      UnusableCommunity(
        id: region.name, setting: setting, regions: path(RegionPath(regionCode: region.name)),
        isRegion: true))
  }

  private mutating func append(_ community: UnusableCommunity) {
    regionsOfMissing.formUnion(community.regions.named)
    communities.append(community)
  }

  /// The missing community of an id; nil for none.
  func number(of id: String) -> Int? { numbers[id] }

  /// The regions that a code names, as the given communities name them; nil for each of which that is not known.
  private func path(_ code: RegionPath) -> RegionPath {
    func name(_ level: PlanLevel, _ own: String?) -> String? {
      own.flatMap { regionOfCode[level]?[$0] ?? (namedLevels.contains(level) ? nil : $0) }
    }
    return RegionPath(
      township: name(.township, code.township), county: name(.county, code.county),
      prefecture: name(.prefecture, code.prefecture), province: name(.province, code.province))
  }

  /// That communities are missing, and all communities of regions; none where none is.
  ///
  /// - Parameter layer: The layer of communities.
  func remarks(layer: String) -> [RecordIssue] {
    let missing = communities[unusableCount...]
    func remark(_ problem: String, _ missing: [UnusableCommunity]) -> RecordIssue? {
      guard let first = missing.first else { return nil }
      return RecordIssue(
        .warning, role: "communities", layer: layer, feature: "",
        problem: Message(
          problem, ["count": ExactDecimal(missing.count).grouped, "first": first.id]),
        action: Message("register.communities_unknown"))
    }
    return [
      remark("register.communities_missing", missing.filter { !$0.isRegion }),
      remark("register.regions_missing", missing.filter(\.isRegion)),
    ].compactMap { $0 }
  }
}
