/// What facilities offer, or may offer, of which nobody knows whether they are a community's.
///
/// A facility belongs to the community that its record names, else to the one it stands in; without a place, or where its
/// record names a community that is not there, it may be any community's.
struct UnusableOwners: Sendable {
  /// By community: the kinds, nil for a facility that may be of any.
  private var ofCommunity: [Int: Set<FacilityKind?>] = [:]
  private var ofAnybody: Set<FacilityKind?> = []

  init(_ inputs: AssessmentInputs, _ placement: Placement) {
    let numbers = Dictionary(
      placement.communities.enumerated().map { ($1.id, $0) },
      uniquingKeysWith: { first, _ in first })
    let others = OtherCommunities(inputs)
    for facility in inputs.facilities {
      guard let named = facility.servedCommunityID, numbers[named] == nil, !others.contains(named)
      else { continue }
      ofAnybody.insert(facility.kind)
    }
    for (facility, place) in zip(inputs.unusableFacilities, placement.communityOfUnusable) {
      if let named = facility.servedCommunityID {
        if let number = numbers[named] {
          ofCommunity[number, default: []].insert(facility.kind)
        } else if !others.contains(named) {
          ofAnybody.insert(facility.kind)
        }
      } else if facility.place == nil {
        ofAnybody.insert(facility.kind)
      } else if let place {
        ofCommunity[place, default: []].insert(facility.kind)
      }
    }
  }

  /// Whether a community may have facilities that an item counts beside those that are known.
  func mayOwn(_ community: Int, _ described: Item.Facilities) -> Bool {
    func isAny(_ kinds: Set<FacilityKind?>) -> Bool {
      kinds.contains { kind in kind.map { described.includes($0) } ?? true }
    }
    return isAny(ofAnybody) || ofCommunity[community].map(isAny) ?? false
  }
}
