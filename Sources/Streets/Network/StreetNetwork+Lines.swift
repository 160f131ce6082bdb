extension StreetNetwork {
  /// The straight pieces of streets that are open to the public and that access legs may end on, edge by
  /// edge: where benchmarks put their homes.
  ///
  /// - Complexity: O(n) in vertices.
  @_spi(Benchmarks)
  public func linesWithAccess() -> [(from: PlanePoint, to: PlanePoint)] {
    segmentEdge.indices
      .filter { segmentHasAccess[$0] && !edgeIsRestricted[Int(segmentEdge[$0])] }
      .map { (vertices[$0], vertices[$0 + 1]) }
  }
}
