import ServiceCircles

extension InputReading {
  /// Says which communities of a layer cover the same ground as others, and counts them.
  ///
  /// - Throws: ``LayerError`` of the reason overlapping for more than half of them, where that was not accepted.
  mutating func noteOverlaps(of communities: [Community], _ source: LayerSource) throws {
    // More than these stop the run, and need no further look.
    let most = project.acceptsLosses ? Int.max : communities.count / 2 + 1
    let pairs = try CommunityOverlaps(communities, most: most).pairs
    guard let first = pairs.first else { return }
    if pairs.count >= most {
      throw LayerError(
        .overlapping(pairs.count, of: communities.count, id: first.id, other: first.other),
        file: source.shownPath, layer: source.layer)
    }
    var tally = LossTally()
    tally.add(Message("community.double"), pairs.count)
    sources[sources.count - 1].doubt(tally)
    issues += pairs.map { pair in
      RecordIssue(
        .warning, role: "communities", layer: source.description, feature: pair.id,
        problem: Message(
          "community.overlaps",
          ["other": pair.other, "share": "\(Int((pair.share * 100).rounded(.down)))"]),
        action: Message("community.overlaps_count"))
    }
  }
}
