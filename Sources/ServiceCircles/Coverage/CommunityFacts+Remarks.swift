extension CommunityFacts {
  /// What is odd about the places of a run as a whole: communities without homes, sums of homes that are not those
  /// of the communities, facilities that belong to no community.
  func remarks() -> [RecordIssue] {
    let ofHomes =
      inputs.residences.isEmpty
      ? [] : [withoutHomes, homesDiffer(.households), homesDiffer(.population)]
    return (ofHomes + [fewPeople, facilitiesOfNobody]).compactMap { $0 }
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
  private func homesDiffer(_ source: Item.Source) -> RecordIssue? {
    func number(_ numbers: (households: Quantity, population: Quantity)) -> ExactDecimal? {
      (source == .households ? numbers.households : numbers.population).number
    }
    var sums = (taken: ExactDecimal.zero, homes: ExactDecimal.zero)
    var differing = 0
    for community in placement.communities.indices
    where !placement.residences(of: community).isEmpty {
      guard let taken = number(numbers(of: community)), let other = number(homes(of: community))
      else { continue }
      sums = (sums.taken + taken, sums.homes + other)
      if homesDiffer(community, source) != nil { differing += 1 }
    }
    guard differing > 0 else { return nil }
    return remark(
      Message(
        source == .households ? "homes.differ" : "homes.people_differ",
        [
          "count": ExactDecimal(differing).grouped, "homes": sums.homes.grouped,
          "stated": sums.taken.grouped,
        ]), "homes.differ_kept")
  }

  /// That communities have fewer people than households.
  private var fewPeople: RecordIssue? {
    let few = placement.communities.indices.filter { community in
      let numbers = numbers(of: community)
      guard let households = numbers.households.number, let people = numbers.population.number
      else { return false }
      return people < households
    }
    guard let first = few.first else { return nil }
    return RecordIssue(
      .warning, role: "communities", layer: inputs.path(ofRole: "communities"), feature: "",
      problem: Message(
        "communities.few_people",
        [
          "count": ExactDecimal(few.count).grouped,
          "all": ExactDecimal(placement.communities.count).grouped,
          "community": placement.communities[first].id,
        ]), action: Message("communities.check_numbers"))
  }

  private func remark(_ problem: Message, _ action: String) -> RecordIssue {
    RecordIssue(
      .warning, role: "residences", layer: inputs.path(ofRole: "residences"), feature: "",
      problem: problem, action: Message(action))
  }
}
