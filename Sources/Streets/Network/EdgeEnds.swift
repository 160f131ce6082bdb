/// The ends of an edge that somebody who stands on the edge may use on a trip.
///
/// On a trip to a facility these are the ends towards which one may leave the edge; on a trip from a
/// facility, the ends from which one may have come.
struct EdgeEnds: OptionSet, Sendable {
  let rawValue: UInt8

  /// The node where the edge begins.
  static let from = EdgeEnds(rawValue: 1)
  /// The node where the edge ends.
  static let to = EdgeEnds(rawValue: 2)

  /// The ends that somebody who stands at the other side of the trip may use: each end for the other.
  var opposite: EdgeEnds { EdgeEnds(rawValue: (rawValue & 1) << 1 | rawValue >> 1) }
}

extension StreetNetwork {
  /// For every edge the ends that a mode may use; none on edges that are closed to the public.
  func usableEnds(by mode: Mode, _ direction: Direction) -> [EdgeEnds] {
    (0..<edgeCount).map { e in
      guard !edgeIsRestricted[e] else { return [] }
      var ends: EdgeEnds = []
      if edgeForward[e].contains(mode) { ends.insert(direction == .to ? .to : .from) }
      if edgeBackward[e].contains(mode) { ends.insert(direction == .to ? .from : .to) }
      return ends
    }
  }

  /// For every edge the whole milliseconds that it takes at a speed.
  func edgeTimes(at speed: Speed) -> [UInt32] {
    edgeLength.map { Milliseconds.rounded($0 * speed.millisecondsPerMetre).value }
  }
}
