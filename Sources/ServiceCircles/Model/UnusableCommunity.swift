/// A community whose record cannot be used: it is not assessed, and what it adds to its regions is known only as far as
/// a register says it.
///
/// > A record that was left out: unknown.
public struct UnusableCommunity: Sendable {
  /// Its id, or what stands for it.
  public var id: String
  /// Whether it is urban or rural; nil where its record does not say.
  public var setting: Setting?
  /// The regions it belongs to, as far as its record says. It may be of any region of a level that is not named.
  public var regions: RegionPath
  /// What registers say of it.
  public var quantities: Quantities
  /// Whether it stands for a whole region of whose communities none is given: nobody knows how many they are.
  public var isRegion: Bool

  /// A community whose record cannot be used.
  public init(
    id: String, setting: Setting? = nil, regions: RegionPath = RegionPath(),
    quantities: Quantities = Quantities(), isRegion: Bool = false
  ) {
    self.id = id
    self.setting = setting
    self.regions = regions
    self.quantities = quantities
    self.isRegion = isRegion
  }

  /// The levels of which it may be of any region. The regions in a region of which nothing is given are not given,
  /// either.
  var openLevels: Set<PlanLevel> {
    let named = regions.named.map(\.level)
    let open = Set(RegionPath.levels).subtracting(named)
    guard isRegion, let smallest = named.min() else { return open }
    return open.filter { $0 > smallest }
  }

  /// Whether it may be of a region.
  func mayBelong(to region: Region) -> Bool {
    region.level == .run || openLevels.contains(region.level) || regions.named.contains(region)
  }
}
