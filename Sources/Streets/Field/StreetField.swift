/// A time field over streets: a label for every node, and where facilities touch edges.
final class StreetField: Sendable {
  let travel: TravelNetwork
  /// Per node `time << 32 | facility`, see ``SearchWorkspace``.
  let labels: [UInt64]
  let stops: EdgeStops

  /// The source of labels that come from the data's edge; larger than every facility.
  static let cutSource = UInt32.max - 1

  /// A field, fresh or continued from labels.
  init(
    _ travel: TravelNetwork, labels: [UInt64]?, stops known: [EdgeStops.Stop],
    adding facilities: [(offset: Int, element: Place)], _ limit: Milliseconds,
    checking check: () throws -> Void
  ) rethrows {
    self.travel = travel
    let workspace =
      labels.map { SearchWorkspace(continuing: $0) }
      ?? SearchWorkspace(nodeCount: travel.network.nodes.count)
    var stops = known
    try travel.spread(
      facilities, within: limit, in: workspace, stops: &stops, checking: check)
    self.stops = EdgeStops(stops, in: travel.streets, indexing: true)
    self.labels = workspace.allLabels
  }

  private init(travel: TravelNetwork, labels: [UInt64], stops: EdgeStops) {
    self.travel = travel
    self.labels = labels
    self.stops = stops
  }

  /// The field continued from the data's edge.
  func reachingCuts(within limit: Milliseconds) -> StreetField {
    let workspace = SearchWorkspace(continuing: labels)
    for node in travel.network.nodes.indices where travel.network.isCut[node] {
      let seed = SearchWorkspace.Seed(
        node: UInt32(node), time: Milliseconds(0), source: Self.cutSource)
      travel.spread(CollectionOfOne(seed), within: limit, in: workspace)
    }
    return StreetField(travel: travel, labels: workspace.allLabels, stops: stops)
  }

  /// The best way over legs, with what is needed to explain it.
  struct Way {
    var label: UInt64
    var metres: Double
    var kind: Kind

    enum Kind {
      /// Over the leg to a node and on from there.
      case leg(Int)
      /// Along one edge only: from the place's contact to the facility's.
      case edge(SegmentLine, Double, EdgeStops.Stop, Double)
    }
  }

  /// The best way, explained.
  func way(over legs: AccessLegs, _ limit: Milliseconds) -> Way? {
    var kind: Way.Kind?
    let (label, metres) = labels.withReader { labels in
      travel.bestWay(over: legs, labels, stops, limit) {
        kind = .leg($0)
      } onEdge: {
        kind = .edge($0, $1, $2, $3)
      }
    }
    return kind.map { Way(label: label, metres: metres, kind: $0) }
  }

  /// The label and the leg of the best way; ``SearchWorkspace/unreached`` where there is none.
  func label(over legs: AccessLegs, _ limit: Milliseconds) -> (label: UInt64, metres: Double) {
    labels.withReader { travel.bestWay(over: legs, $0, stops, limit) }
  }
}
