/// A street network as one mode sees it, at one speed, in one direction, with its rule for access legs.
///
/// Making one costs a pass over the streets; make it once and ask it for many fields and circles.
public final class TravelNetwork: Sendable {
  /// The streets.
  public let network: StreetNetwork
  /// The mode of travel along streets.
  public let mode: Mode
  /// The speed along streets.
  public let speed: Speed
  /// The sense in which times are measured.
  public let direction: Direction
  /// How people get between a place and the street.
  public let access: AccessRule

  let graph: SearchGraph
  /// Milliseconds per metre on the ground along every edge: its rounded time spread evenly.
  private let pace: [Double]
  let incidence: Incidence

  /// A network for one mode; without a speed, at the mode's usual one.
  ///
  /// - Complexity: O(n + m).
  public init(
    _ network: StreetNetwork, by mode: Mode, speed: Speed? = nil, direction: Direction = .to,
    access: AccessRule = AccessRule()
  ) {
    self.network = network
    self.mode = mode
    self.speed = speed ?? mode.defaultSpeed
    self.direction = direction
    self.access = access
    graph = SearchGraph(network, mode: mode, speed: self.speed, direction: direction)
    pace = zip(graph.edgeTime, network.edgeLength).map { $1 > 0 ? Double($0) / $1 : 0 }
    incidence = Incidence(network, isUsable: graph.usableEnds)
  }

  /// Whether any street is open to the mode.
  public var hasStreets: Bool { graph.usableEnds.contains { $0 != 0 } }

  /// The number of arcs a search can look at.
  public var arcCount: Int { graph.arcs.count }

  /// Spreads times from nodes, as ``SearchWorkspace`` describes: the search alone, without access legs.
  public func spread(
    _ seeds: some Sequence<SearchWorkspace.Seed>, within limit: Milliseconds,
    in workspace: SearchWorkspace
  ) {
    workspace.spread(seeds, over: graph, within: limit)
  }

  /// The street segment that begins at vertex `i`, as legs and circles need it.
  @inline(__always)
  func line(_ i: Int) -> SegmentLine {
    let a = network.vertices[i]
    let v = network.vertices[i + 1] - a
    let length = v.length
    let inverse = length > 0 ? 1 / length : 0
    let edge = Int(network.segmentEdge[i])
    let pace = pace[edge]
    let ground = network.vertexOffset[i + 1] - network.vertexOffset[i]
    return SegmentLine(
      index: i, edge: edge, start: a, along: length > 0 ? v * inverse : PlanePoint(1, 0),
      length: length, slope: pace * ground * inverse,
      timeBefore: pace * network.vertexOffset[i],
      timeAfter: pace * (network.edgeLength[edge] - network.vertexOffset[i + 1]),
      timeWithin: pace * ground)
  }
}

/// A straight street segment with the times along its edge.
struct SegmentLine: Sendable {
  /// The vertex where it begins.
  var index: Int
  var edge: Int
  var start: PlanePoint
  /// The unit vector from its beginning to its end.
  var along: PlanePoint
  /// Metres in the plane.
  var length: Double
  /// Milliseconds per metre of the plane.
  var slope: Double
  /// Milliseconds from the edge's beginning to the segment's.
  var timeBefore: Double
  /// Milliseconds from the segment's end to the edge's.
  var timeAfter: Double
  /// Milliseconds from the segment's beginning to its end.
  var timeWithin: Double

  /// The point `s` metres from its beginning.
  func point(at s: Double) -> PlanePoint { start + along * s }

  /// Milliseconds from the edge's beginning to the point `s` metres along.
  func time(fromBeginningTo s: Double) -> Double { timeBefore + slope * s }

  /// Milliseconds from the point `s` metres along to the edge's end.
  func time(toEndFrom s: Double) -> Double {
    length > 0 ? timeAfter + slope * (length - s) : timeAfter
  }
}
