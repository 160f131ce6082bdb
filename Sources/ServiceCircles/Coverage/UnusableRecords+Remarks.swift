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
