/// A community whose record cannot be used: it is not assessed, and what it adds to its regions is not known.
///
/// > A record that was left out: unknown.
public struct UnusableCommunity: Sendable {
  /// Its id, or what stands for it.
  public var id: String
  /// Whether it is urban or rural; nil where its record does not say.
  public var setting: Setting?
  /// The regions it belongs to, as far as its record says. It may be of any region of a level that is not named.
  public var regions: RegionPath

  /// A community whose record cannot be used.
  public init(id: String, setting: Setting? = nil, regions: RegionPath = RegionPath()) {
    self.id = id
    self.setting = setting
    self.regions = regions
  }

  /// Whether it may be of a region.
  func mayBelong(to region: Region) -> Bool {
    guard region.level != .run else { return true }
    let named = regions.named.first { $0.level == region.level }
    return named.map { $0 == region } ?? true
  }
}
