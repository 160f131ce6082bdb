/// The streets as access legs meet them: which ends of an edge people may use, how long the edge takes,
/// and the rule for legs.
final class AccessStreets: Sendable {
  let network: StreetNetwork
  let rule: AccessRule
  /// For every edge the ends that people on it may use.
  let usableEnds: [EdgeEnds]
  /// For every edge its time in whole milliseconds.
  let edgeTimes: [UInt32]
  /// Milliseconds per metre on the ground along every edge: its rounded time spread evenly.
  private let pace: [Double]

  /// - Complexity: O(n) in edges.
  init(
    _ network: StreetNetwork, rule: AccessRule, usableEnds: [EdgeEnds], edgeTimes: [UInt32]
  ) {
    self.network = network
    self.rule = rule
    self.usableEnds = usableEnds
    self.edgeTimes = edgeTimes
    pace = zip(edgeTimes, network.edgeLength).map { $1 > 0 ? Double($0) / $1 : 0 }
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
