import ServiceCircles

/// The regions that a run is about: those of its communities, of communities that only registers name, and what lies in
/// the region that the communities are said to make up whole.
struct RunRegions {
  private let known: Set<Region>
  /// The codes of the regions that are whole, and their level.
  private let whole: (codes: Set<String>, level: PlanLevel)?

  init(of communities: [Community], _ missing: [UnusableCommunity], covers: PlanLevel?) {
    known = Set(communities.flatMap(\.regions.named) + missing.flatMap(\.regions.named))
    whole = covers.map { level in
      (Set(communities.flatMap(\.regions.named).filter { $0.level == level }.map(\.name)), level)
    }
  }

  /// Whether a region is one of them. What a name lies in is not known, what a code does is.
  func contains(_ region: Region) -> Bool {
    if known.contains(region) { return true }
    guard let whole, region.level < whole.level else { return false }
    let above = RegionPath(regionCode: region.name).named
    return above.contains { $0.level == whole.level && whole.codes.contains($0.name) }
  }
}
