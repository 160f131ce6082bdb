/// All ways to a set of facilities, as pieces: over streets, or straight to outlines.
struct TimedPieces: Sendable {
  /// The pieces over streets; empty for straight lines.
  private var pieces: [TimedPiece] = []
  /// What straight lines go to, by facility; empty for streets.
  private var outlines: [Outline] = []
  /// The time limit in milliseconds.
  let limit: Double
  /// Milliseconds per metre of leg, or of straight line.
  let perMetre: Double
  /// The longest leg in metres.
  let reach: Double

  /// The pieces of a field as far as a time.
  init(_ field: TimeField, within limit: Milliseconds) {
    self.limit = Double(limit.value)
    switch field.basis {
    case .streets(let field):
      perMetre = field.travel.access.millisecondsPerMetre
      reach = field.travel.access.reachMetres
      collectStreets(field)
      for edge in field.stops.touchedEdges { collect(stopsOnEdge: Int(edge), field) }
    case .straightLine(let field):
      perMetre = field.millisecondsPerMetre
      reach = .infinity
      outlines = field.outlines
    }
  }

  private mutating func collectStreets(_ field: StreetField) {
    let travel = field.travel
    let network = travel.network
    for e in 0..<network.edgeCount {
      let usable = travel.streets.usableEnds[e]
      let from =
        usable.contains(.from)
        ? field.labels[Int(network.edgeFrom[e])] : SearchWorkspace.unreached
      let to =
        usable.contains(.to)
        ? field.labels[Int(network.edgeTo[e])] : SearchWorkspace.unreached
      guard min(from, to) != SearchWorkspace.unreached else { continue }
      let range = network.vertexRange(ofEdge: e)
      for i in range.lowerBound..<(range.upperBound - 1) where network.segmentHasAccess[i] {
        let line = travel.streets.line(i)
        if from != SearchWorkspace.unreached {
          append(line.stretch(fromBeginning: Double(from >> 32) + line.timeBefore), from)
        }
        if to != SearchWorkspace.unreached {
          append(line.stretch(fromEnd: Double(to >> 32) + line.timeAfter), to)
        }
      }
    }
  }

  private mutating func append(_ stretch: Stretch, _ label: UInt64) {
    guard stretch.time <= limit else { return }
    pieces.append(TimedPiece(stretch: stretch, source: UInt32(truncatingIfNeeded: label)))
  }

  private mutating func collect(stopsOnEdge edge: Int, _ field: StreetField) {
    let stops = field.stops.stops(onEdge: edge)
    for stop in stops {
      pieces.append(
        TimedPiece(
          stretch: stop.line.stretch(fromBeginning: 0), crossing: stop.contact,
          source: stop.source))
    }
    let usable = field.travel.streets.usableEnds[edge]
    for (end, towardsEnd) in [(EdgeEnds.to, true), (.from, false)]
    where usable.contains(end) {
      field.travel.streets.forEachWalk(to: stops, towardsEnd: towardsEnd, within: limit) {
        pieces.append(TimedPiece(stretch: $0, source: $1))
      }
    }
  }

  /// The number of pieces.
  var count: Int { outlines.isEmpty ? pieces.count : outlines.count }

  /// The facility of a piece.
  func source(of i: Int32) -> UInt32 { outlines.isEmpty ? pieces[Int(i)].source : UInt32(i) }

  /// The least time of a piece at a place, see ``TimedPiece/time(at:reach:perMetre:)``.
  @inline(__always)
  func time(of i: Int32, at p: PlanePoint, reach: Double) -> Double {
    outlines.isEmpty
      ? pieces[Int(i)].time(at: p, reach: reach, perMetre: perMetre)
      : straightTime(of: Int(i), at: p)
  }

  private func straightTime(of i: Int, at p: PlanePoint) -> Double {
    let outline = outlines[i]
    return outline.isEmpty ? .infinity : perMetre * (outline.nearestPoint(to: p) - p).length
  }

  /// A box that holds the places whose times a piece can say, and a centimetre around them; nil where there
  /// is none.
  func box(of i: Int) -> (low: PlanePoint, high: PlanePoint)? {
    guard outlines.isEmpty else {
      let margin = limit / perMetre + 0.01
      let outline = outlines[i]
      return outline.isEmpty ? nil : (outline.low - margin, outline.high + margin)
    }
    let stretch = pieces[i].stretch
    let end = stretch.start + stretch.along * stretch.length
    let margin = reach + 0.01
    return (
      PlanePoint.lower(stretch.start, end) - margin, PlanePoint.upper(stretch.start, end) + margin
    )
  }

  /// The facility that is nearest at a place, looking at some pieces only: by whole milliseconds, then by
  /// number; nil beyond the limit.
  func nearest(at p: PlanePoint, among candidates: ElementReader<Int32>) -> UInt32? {
    var best = UInt64.max
    if outlines.isEmpty {
      // The best label is the closure's own: captured from outside it would be watched at every access.
      best = pieces.withReader { pieces in
        var best = UInt64.max
        for k in 0..<candidates.count {
          let piece = pieces[Int(candidates[k])]
          let time = piece.time(at: p, reach: reach, perMetre: perMetre)
          best = min(best, Self.label(time, piece.source))
        }
        return best
      }
    } else {
      for k in 0..<candidates.count {
        let i = candidates[k]
        best = min(best, Self.label(straightTime(of: Int(i), at: p), UInt32(i)))
      }
    }
    return Double(best >> 32) <= limit ? UInt32(truncatingIfNeeded: best) : nil
  }

  /// A time in whole milliseconds and a facility as one number, so that the smallest is the nearest.
  @inline(__always)
  private static func label(_ time: Double, _ source: UInt32) -> UInt64 {
    time < .infinity
      ? UInt64(Milliseconds.rounded(time).value) << 32 | UInt64(source) : UInt64.max
  }
}
