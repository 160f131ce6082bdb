/// Draws many circles, one facility or set of facilities after the other, reusing its buffers.
///
/// Draws what ``TimeField/circle(within:toleranceMetres:)`` draws, without making a field: a circle costs
/// what its search touches, however large the network is. Not Sendable: every worker has its own engine, as in
/// `CircleBatch`.
public final class CircleEngine {
  private let travel: TravelNetwork
  private let workspace: SearchWorkspace
  private var contour: CircleContour
  private var stops: [EdgeStops.Stop] = []

  /// An engine for a network.
  public init(_ travel: TravelNetwork, toleranceMetres: Double = 2) {
    self.travel = travel
    workspace = SearchWorkspace(nodeCount: travel.network.nodes.count)
    contour = CircleContour(tolerance: toleranceMetres)
  }

  /// The circles of a set of facilities together, one for each of the times.
  ///
  /// Empty where no street is in reach. The search runs once, to the longest time.
  public func circles(of facilities: [Place], within times: [Milliseconds]) -> [[PlanePolygon]] {
    guard let longest = times.max() else { return [] }
    workspace.reset()
    stops.removeAll(keepingCapacity: true)
    travel.spread(
      Array(facilities.enumerated()), within: longest, in: workspace, stops: &stops, checking: {})
    guard let near = stops.first?.line.start else { return times.map { _ in [] } }
    stops.sort {
      ($0.line.edge, $0.line.index, $0.contact.low) < ($1.line.edge, $1.line.index, $1.contact.low)
    }
    return times.map { time in
      contour.begin(near: near)
      let collector = PieceCollector(travel, limit: time)
      let (labels, nodes) = workspace.result
      collector.collect(nodes: nodes, labels: labels, into: &contour.pieces)
      var i = 0
      while i < stops.count {
        var j = i + 1
        while j < stops.count, stops[j].line.edge == stops[i].line.edge { j += 1 }
        collector.collect(stops: stops[i..<j], into: &contour.pieces)
        i = j
      }
      return contour.polygons()
    }
  }

  /// The number of pieces of the last circle drawn.
  var pieceCount: Int { contour.pieces.count }
}
