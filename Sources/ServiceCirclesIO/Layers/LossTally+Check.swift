import ServiceCircles

extension LossTally {
  /// Looks that a layer has not lost so much that a run would answer another question than was asked.
  ///
  /// - Throws: ``LayerError`` of the reason tooManyLost for more than half of the records.
  func check(
    of count: Int, lost: Int, _ source: LayerSource, accepted: Bool
  ) throws(LayerError) {
    guard !accepted, lost > 0, 2 * lost > count else { return }
    throw LayerError(
      .tooManyLost(lost, of: count, reason: reasons.first?.problem), file: source.shownPath,
      layer: source.layer)
  }
}
