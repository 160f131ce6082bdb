/// Communities that are there and are not assessed: those that a run was restricted to leave out, and those whose records
/// cannot be used.
struct OtherCommunities {
  private let ids: Set<String>
  /// The codes of regions of whose communities none is given.
  private let regions: Set<String>

  init(_ inputs: AssessmentInputs) {
    let unusable = inputs.unusableCommunities
    ids = inputs.otherIDs.union(unusable.lazy.filter { !$0.isRegion }.map(\.id))
    regions = Set(unusable.lazy.filter(\.isRegion).map(\.id))
  }

  /// Whether an id is that of one of them.
  func contains(_ id: String) -> Bool {
    ids.contains(id)
      || AdministrativeCode(id).map { code in
        RegionPath(code).named.contains { regions.contains($0.name) }
      } ?? false
  }
}
