/// One worker's memory for many small searches, each for the nearest of a few facilities to one place.
///
/// Every question costs what its search touches, however large the network is; only the memory itself, taken
/// with the first question in a network, is as large as the network. Not Sendable: one per worker.
package final class LocalSearch {
  private var workspace = SearchWorkspace(nodeCount: 0)
  private var stops: [EdgeStops.Stop] = []

  /// Memory for questions; it is taken when they are asked.
  package init() {}

  /// The nearest of some facilities over legs: exactly what
  /// `travel.timeField(to: facilities, within: limit).arrival(over: legs)` gives.
  ///
  /// - Parameters:
  ///   - legs: The legs of a resident's place in `travel`.
  ///   - facilities: Places, in any order. ``TimeField/Arrival/facility`` of the answer is an index into
  ///     them **sorted by id**, as in ``TimeField/facilities``.
  ///   - travel: The network; others may have been asked before.
  ///   - limit: The longest time of interest; the search goes no further.
  /// - Returns: The arrival, nil beyond the limit or where legs reach no street.
  /// - Complexity: O(arcs within the limit of the facilities, and their access legs).
  package func arrival(
    over legs: AccessLegs, to facilities: [Place], in travel: TravelNetwork,
    within limit: Milliseconds
  ) -> TimeField.Arrival? {
    if workspace.nodeCount != travel.network.nodes.count {
      workspace = SearchWorkspace(nodeCount: travel.network.nodes.count)
    }
    workspace.reset()
    stops.removeAll(keepingCapacity: true)
    let sorted = facilities.sorted { $0.id < $1.id }
    travel.spread(
      Array(sorted.enumerated()), within: limit, in: workspace, stops: &stops, checking: {})
    let (label, metres) = travel.bestWay(
      over: legs, workspace.result.labels, EdgeStops(stops, in: travel.streets, indexing: false),
      limit)
    return label == SearchWorkspace.unreached
      ? nil : TimeField.Arrival(label: label, metres: metres)
  }
}
