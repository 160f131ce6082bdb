import Streets

extension [UnusableFacility] {
  /// That facilities leave open what homes reach; nil without any.
  ///
  /// - Parameter layer: Where they were read from.
  func remark(layer: String) -> RecordIssue? {
    if isEmpty { return nil }
    return RecordIssue(
      .warning, role: "facilities", layer: layer, feature: "",
      problem: Message(
        "facilities.unusable",
        [
          "count": ExactDecimal(count).grouped,
          "kindless": ExactDecimal(self.count { $0.kind == nil }).grouped,
          "placeless": ExactDecimal(self.count { $0.place == nil }).grouped,
        ]), action: Message("facilities.unusable_open"))
  }
}

extension [Facility] {
  /// That facilities have no street in reach; nil where all have.
  ///
  /// - Parameters:
  ///   - walk: The streets for walkers; nil for straight lines, which lead everywhere.
  ///   - layer: Where they were read from.
  /// - Complexity: O(street segments within reach) a facility.
  func remarkOffStreets(_ walk: TravelNetwork?, layer: String) -> RecordIssue? {
    guard let walk else { return nil }
    let away = walk.placesOffStreet(among: map(\.place))
    if away.isEmpty { return nil }
    return RecordIssue(
      .warning, role: "facilities", layer: layer, feature: "",
      problem: Message(
        "facilities.off_streets",
        [
          "count": ExactDecimal(away.count).grouped, "all": ExactDecimal(count).grouped,
          "metres": walk.access.reachMetres.text(places: 0), "id": away[0].id,
        ]), action: Message("facilities.serve_nobody"))
  }
}

extension [UnusableResidence] {
  /// That homes leave open what their communities reach; nil without any.
  ///
  /// - Parameter layer: Where they were read from.
  func remark(layer: String) -> RecordIssue? {
    if isEmpty { return nil }
    return RecordIssue(
      .warning, role: "residences", layer: layer, feature: "",
      problem: Message("residences.unlocated", ["count": ExactDecimal(count).grouped]),
      action: Message("residences.unlocated_open"))
  }
}
