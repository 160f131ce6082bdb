extension CommunityFacts {
  /// What is odd about the places of a run as a whole: communities without homes, sums of homes that are not those
  /// of the communities, facilities that belong to no community.
  func remarks() -> [RecordIssue] {
    let ofHomes = inputs.residences.isEmpty ? [] : [withoutHomes, homesDiffer]
    return (ofHomes + [facilitiesOfNobody]).compactMap { $0 }
  }

  /// That facilities stand in no community and name none.
  private var facilitiesOfNobody: RecordIssue? {
    guard inputs.onlyRegion == nil else { return nil }
    let count = zip(inputs.facilities, placement.communityOfFacility).count {
      $0.servedCommunityID == nil && $1 == nil
    }
    guard count > 0 else { return nil }
    return RecordIssue(
      .warning, role: "facilities", layer: inputs.path(ofRole: "facilities"), feature: "",
      problem: Message(
        "facilities.of_nobody",
        [
          "count": ExactDecimal(count).grouped,
          "all": ExactDecimal(inputs.facilities.count).grouped,
        ]), action: Message("facilities.in_no_sum"))
  }

  private var withoutHomes: RecordIssue? {
    let bare = placement.communities.indices.filter {
      placement.residences(of: $0).isEmpty && numbers(of: $0).households != .number(.zero)
    }
    guard let first = bare.first else { return nil }
    return remark(
      Message(
        "homes.none",
        [
          "count": ExactDecimal(bare.count).grouped,
          "all": ExactDecimal(placement.communities.count).grouped,
          "community": placement.communities[first].id,
        ]), "homes.reach_unknown")
  }

  /// That homes add up to something else than communities say, over all communities of which both are known.
  private var homesDiffer: RecordIssue? {
    var sums = (taken: ExactDecimal.zero, homes: ExactDecimal.zero)
    var differing = 0
    for number in placement.communities.indices where !placement.residences(of: number).isEmpty {
      guard let taken = numbers(of: number).households.number,
        let other = homes(of: number).households.number
      else { continue }
      sums = (sums.taken + taken, sums.homes + other)
      if homesDiffer(number)?.field == householdsField { differing += 1 }
    }
    guard differing > 0 else { return nil }
    return remark(
      Message(
        "homes.differ",
        [
          "count": ExactDecimal(differing).grouped, "homes": sums.homes.grouped,
          "stated": sums.taken.grouped,
        ]), "homes.differ_kept")
  }

  private var householdsField: String {
    standard.items.first { $0.source == .households }?.id ?? Item.Source.households.rawValue
  }

  private func remark(_ problem: Message, _ action: String) -> RecordIssue {
    RecordIssue(
      .warning, role: "residences", layer: inputs.path(ofRole: "residences"), feature: "",
      problem: problem, action: Message(action))
  }
}
