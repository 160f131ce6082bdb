/// Turns the labels of a search into the pieces of a service circle.
struct PieceCollector {
  let travel: TravelNetwork
  /// The time limit of the circle, τ, in milliseconds.
  let limit: Double
  /// Milliseconds per metre of an access leg.
  let perMetre: Double
  let reach: Double
  /// How far inside the true ones pieces may lie where people cross a street, in metres.
  let crossingTolerance: Double

  init(_ travel: TravelNetwork, limit: Milliseconds, crossingTolerance: Double = 0.02) {
    self.travel = travel
    self.crossingTolerance = crossingTolerance
    self.limit = Double(limit.value)
    perMetre = travel.access.millisecondsPerMetre
    reach = travel.access.reachMetres
  }

  /// The pieces around every street reached from the nodes that have a label.
  func collect(
    nodes: ElementReader<UInt32>, labels: ElementReader<UInt64>, into pieces: inout CirclePieces
  ) {
    for i in 0..<nodes.count { collect(node: Int(nodes[i]), labels: labels, into: &pieces) }
  }

  /// The pieces around the streets at one node that has a label, but for those that another node gives.
  @inline(__always)
  func collect(node n: Int, labels: ElementReader<UInt64>, into pieces: inout CirclePieces) {
    let network = travel.network
    let incidence = travel.incidence
    for i in Int(incidence.first[n])..<Int(incidence.first[n + 1]) {
      let e = Int(incidence.edges[i])
      // Every edge once: from where it begins, else from its end if only that has a label.
      let from = Int(network.edgeFrom[e])
      if n == from {
        // A loop stands twice at its node, side by side.
        if Int(network.edgeTo[e]) == n, i > Int(incidence.first[n]),
          incidence.edges[i - 1] == incidence.edges[i]
        {
          continue
        }
      } else if labels[from] != SearchWorkspace.unreached {
        continue
      }
      collect(edge: e, labels: labels, into: &pieces)
    }
  }

  /// The time left at an edge's end, in metres of access leg; negative where it is no help.
  @inline(__always)
  private func left(_ label: UInt64, isUsable: Bool) -> Double {
    guard isUsable, label != SearchWorkspace.unreached else { return -.infinity }
    return (limit - Double(label >> 32)) / perMetre
  }

  /// The metres of access leg that the time left at an edge's two ends is good for; nil where neither is
  /// any help.
  @inline(__always)
  private func left(
    onEdge e: Int, _ labels: ElementReader<UInt64>
  ) -> (from: Double, to: Double)? {
    let network = travel.network
    let usable = travel.streets.usableEnds[e]
    let from = left(
      labels[Int(network.edgeFrom[e])], isUsable: usable.contains(.from))
    let to = left(labels[Int(network.edgeTo[e])], isUsable: usable.contains(.to))
    return max(from, to) > 0 ? (from, to) : nil
  }

  private func collect(
    edge e: Int, labels: ElementReader<UInt64>, into pieces: inout CirclePieces
  ) {
    guard let left = left(onEdge: e, labels) else { return }
    let network = travel.network
    let range = network.vertexRange(ofEdge: e)
    for i in range.lowerBound..<(range.upperBound - 1) where network.segmentHasAccess[i] {
      append(travel.streets.line(i), left, into: &pieces)
    }
  }

  /// The pieces around one segment that legs may end on.
  func collect(
    segment i: Int, labels: ElementReader<UInt64>, into pieces: inout CirclePieces
  ) {
    guard let left = left(onEdge: Int(travel.network.segmentEdge[i]), labels) else { return }
    append(travel.streets.line(i), left, into: &pieces)
  }

  @inline(__always)
  private func append(
    _ line: SegmentLine, _ left: (from: Double, to: Double), into pieces: inout CirclePieces
  ) {
    append(
      line, atStart: left.from - line.timeBefore / perMetre,
      atEnd: left.to - line.timeAfter / perMetre, into: &pieces)
  }

  /// The pieces of a segment from the metres left at its two ends, each falling towards the other.
  @inline(__always)
  private func append(
    _ line: SegmentLine, atStart a: Double, atEnd b: Double, into pieces: inout CirclePieces
  ) {
    guard max(a, b) > 0 else { return }
    let m = line.slope / perMetre
    guard line.length > 0 else {
      pieces.append(
        from: line.start, along: line.along, length: 0, radius: min(max(a, b), reach), taper: 0)
      return
    }
    // How far from each end the cap A binds.
    let cappedA = a < reach ? -1 : m > 0 ? (a - reach) / m : .infinity
    let cappedB = b < reach ? -1 : m > 0 ? (b - reach) / m : .infinity
    if max(cappedA, 0) + max(cappedB, 0) >= line.length, max(cappedA, cappedB) >= 0 {
      pieces.append(
        from: line.start, along: line.along, length: line.length, radius: reach, taper: 0)
      return
    }
    // Beyond the point where both ends leave the same, the other end is better.
    let meeting = m > 0 ? (a - b + m * line.length) / (2 * m) : a >= b ? .infinity : -.infinity
    let lastA = min(line.length, max(0, meeting))
    let lastB = min(line.length, max(0, line.length - meeting))
    append(line.start, line.along, lastA, a, m, into: &pieces)
    append(line.point(at: line.length), -line.along, lastB, b, m, into: &pieces)
  }

  /// The pieces of a stretch on which `left` metres fall by `m` a metre, capped by the reach.
  @inline(__always)
  func append(
    _ start: PlanePoint, _ along: PlanePoint, _ length: Double, _ left: Double, _ m: Double,
    into pieces: inout CirclePieces
  ) {
    guard left > 0 else { return }
    var (start, length, left) = (start, length, left)
    if left >= reach {
      let capped = m > 0 ? min(length, (left - reach) / m) : length
      pieces.append(from: start, along: along, length: capped, radius: reach, taper: 0)
      start += along * capped
      length -= capped
      left = reach
      if length <= 0 || m > 0.999_999 { return }
    }
    let end = m > 0 ? min(length, left / m) : length
    pieces.append(from: start, along: along, length: end, radius: left, taper: m)
  }
}
