/// Turns the labels of a search into the pieces of a service circle.
struct PieceCollector {
  let travel: TravelNetwork
  /// The time limit of the circle, τ, in milliseconds.
  let limit: Double
  /// Milliseconds per metre of an access leg.
  let perMetre: Double
  /// The longest access leg, in metres.
  let reach: Double
  /// How far inside the true boundary the pieces of direct legs may lie, in metres.
  let directLegTolerance: Double

  init(_ travel: TravelNetwork, limit: Milliseconds, directLegTolerance: Double = 0.02) {
    self.travel = travel
    self.directLegTolerance = directLegTolerance
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

  /// The pieces around the edges at one node that has a label, each edge once: skips those its other end node
  /// adds.
  @inline(__always)
  func collect(node n: Int, labels: ElementReader<UInt64>, into pieces: inout CirclePieces) {
    let network = travel.network
    let incidence = travel.incidence
    for i in Int(incidence.first[n])..<Int(incidence.first[n + 1]) {
      let e = Int(incidence.edges[i])
      // The node where the edge begins adds it; the other end node does if only that one has a label.
      let from = Int(network.edgeFrom[e])
      if n == from {
        // A loop is listed twice at its node, in succession.
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

  /// The time left at an edge's end, in metres of access leg; negative past the limit, −∞ where the end is
  /// unusable or unreached.
  @inline(__always)
  private func legMetresLeft(_ label: UInt64, isUsable: Bool) -> Double {
    guard isUsable, label != SearchWorkspace.unreached else { return -.infinity }
    return (limit - Double(label >> 32)) / perMetre
  }

  /// Metres of access leg the time left at each end allows; nil where neither is positive.
  @inline(__always)
  private func legMetresLeft(
    onEdge e: Int, _ labels: ElementReader<UInt64>
  ) -> (from: Double, to: Double)? {
    let network = travel.network
    let usable = travel.streets.usableEnds[e]
    let from = legMetresLeft(
      labels[Int(network.edgeFrom[e])], isUsable: usable.contains(.from))
    let to = legMetresLeft(labels[Int(network.edgeTo[e])], isUsable: usable.contains(.to))
    return max(from, to) > 0 ? (from, to) : nil
  }

  private func collect(
    edge e: Int, labels: ElementReader<UInt64>, into pieces: inout CirclePieces
  ) {
    guard let metresLeft = legMetresLeft(onEdge: e, labels) else { return }
    let network = travel.network
    let range = network.vertexRange(ofEdge: e)
    for i in range.lowerBound..<(range.upperBound - 1) where network.segmentHasAccess[i] {
      append(travel.streets.line(i), metresLeft, into: &pieces)
    }
  }

  /// The pieces around one segment.
  ///
  /// - Precondition: Legs may end on the segment.
  func collect(
    segment i: Int, labels: ElementReader<UInt64>, into pieces: inout CirclePieces
  ) {
    guard let metresLeft = legMetresLeft(onEdge: Int(travel.network.segmentEdge[i]), labels)
    else { return }
    append(travel.streets.line(i), metresLeft, into: &pieces)
  }

  @inline(__always)
  private func append(
    _ line: SegmentLine, _ metresLeft: (from: Double, to: Double),
    into pieces: inout CirclePieces
  ) {
    append(
      line, atStart: metresLeft.from - line.timeBefore / perMetre,
      atEnd: metresLeft.to - line.timeAfter / perMetre, into: &pieces)
  }

  /// The pieces of a segment from the metres of leg left at its two ends, decreasing from each end towards
  /// the other.
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
    // How far from each end the reach binds; −1 where it never binds, ∞ where it binds everywhere.
    let cappedA = a < reach ? -1 : m > 0 ? (a - reach) / m : .infinity
    let cappedB = b < reach ? -1 : m > 0 ? (b - reach) / m : .infinity
    if max(cappedA, 0) + max(cappedB, 0) >= line.length, max(cappedA, cappedB) >= 0 {
      pieces.append(
        from: line.start, along: line.along, length: line.length, radius: reach, taper: 0)
      return
    }
    // Beyond the point where both ends leave equal metres, the other end is better.
    let meeting = m > 0 ? (a - b + m * line.length) / (2 * m) : a >= b ? .infinity : -.infinity
    let lastA = min(line.length, max(0, meeting))
    let lastB = min(line.length, max(0, line.length - meeting))
    append(
      from: line.start, along: line.along, length: lastA, metresLeft: a, fallingBy: m,
      into: &pieces)
    append(
      from: line.point(at: line.length), along: -line.along, length: lastB, metresLeft: b,
      fallingBy: m, into: &pieces)
  }

  /// The pieces of a stretch on which `metresLeft` falls by `m` a metre, capped by the reach.
  @inline(__always)
  func append(
    from start: PlanePoint, along: PlanePoint, length: Double, metresLeft: Double,
    fallingBy m: Double, into pieces: inout CirclePieces
  ) {
    guard metresLeft > 0 else { return }
    var (start, length, metresLeft) = (start, length, metresLeft)
    if metresLeft >= reach {
      let capped = m > 0 ? min(length, (metresLeft - reach) / m) : length
      pieces.append(from: start, along: along, length: capped, radius: reach, taper: 0)
      start += along * capped
      length -= capped
      metresLeft = reach
      // The last capped disc already contains the rest (see `CirclePieces.append`).
      if length <= 0 || m > 0.999_999 { return }
    }
    let end = m > 0 ? min(length, metresLeft / m) : length
    pieces.append(from: start, along: along, length: end, radius: metresLeft, taper: m)
  }
}
