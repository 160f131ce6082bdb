/// The arcs along which times spread from facilities, for one mode, speed and direction, as compressed
/// rows with whole milliseconds.
///
/// > Times are integer milliseconds in searches, rounded once per (contracted) edge.
struct SearchGraph: Sendable {
  /// An arc: where it leads and how long it takes.
  struct Arc {
    var to: UInt32
    var weight: UInt32
  }

  /// Where a node's arcs begin in ``arcs``; one more entry than nodes.
  let first: [UInt32]
  let arcs: [Arc]
  /// The time of every edge, usable or not.
  let edgeTime: [UInt32]
  /// Per edge, bit 0: a person on it may use the node where it begins; bit 1: the one where it ends.
  let usableEnds: [UInt8]
  /// The mean time of an arc, from which searches choose the width of their buckets.
  let meanWeight: Double

  static let viaFrom: UInt8 = 1
  static let viaTo: UInt8 = 2

  init(_ network: StreetNetwork, mode: Mode, speed: Speed, direction: Direction) {
    let n = network.nodes.count
    let m = network.edgeCount
    var time = [UInt32](repeating: 0, count: m)
    var usable = [UInt8](repeating: 0, count: m)
    var first = [UInt32](repeating: 0, count: n + 1)
    for e in 0..<m {
      time[e] = Milliseconds.rounded(network.edgeLength[e] * speed.millisecondsPerMetre).value
      guard !network.edgeIsRestricted[e] else { continue }
      let forward = network.edgeForward[e].contains(mode)
      let backward = network.edgeBackward[e].contains(mode)
      // To the facility one leaves the edge in the sense of travel; from it one arrives in it.
      let (viaTo, viaFrom) = direction == .to ? (forward, backward) : (backward, forward)
      usable[e] = (viaFrom ? Self.viaFrom : 0) | (viaTo ? Self.viaTo : 0)
      if viaFrom { first[Int(network.edgeFrom[e]) + 1] += 1 }
      if viaTo { first[Int(network.edgeTo[e]) + 1] += 1 }
    }
    for i in 0..<n { first[i + 1] += first[i] }
    var arcs = [Arc](repeating: Arc(to: 0, weight: 0), count: Int(first[n]))
    var next = first
    var sum = 0.0
    for e in 0..<m {
      let (a, b) = (network.edgeFrom[e], network.edgeTo[e])
      if usable[e] & Self.viaFrom != 0 {
        arcs[Int(next[Int(a)])] = Arc(to: b, weight: time[e])
        next[Int(a)] += 1
        sum += Double(time[e])
      }
      if usable[e] & Self.viaTo != 0 {
        arcs[Int(next[Int(b)])] = Arc(to: a, weight: time[e])
        next[Int(b)] += 1
        sum += Double(time[e])
      }
    }
    self.first = first
    self.arcs = arcs
    edgeTime = time
    usableEnds = usable
    meanWeight = arcs.isEmpty ? 1 : sum / Double(arcs.count)
  }
}
