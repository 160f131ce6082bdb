extension TimeField {
  /// The service circle: where the facilities are reached within a time.
  ///
  /// { p : T(p) ≤ τ } as valid polygons: outlines and holes, slivers along lone streets and islands
  /// included. A place farther than the tolerance from the boundary of { T ≤ τ } is on its true side. These sets
  /// nest for growing τ, their polygons to within the tolerance. At τ = 0 a straight-line field leaves out the
  /// inside of area facilities.
  ///
  /// - Parameters:
  ///   - time: τ, inclusive; at most ``limit``, which is the default.
  ///   - toleranceMetres: How far the drawn boundary may be from the true one.
  /// - Precondition: `time` is at most ``limit``; `toleranceMetres` is at least 0.01 and finite.
  /// - Complexity: About a millisecond per 15-minute walking circle.
  public func circle(
    within time: Milliseconds? = nil, toleranceMetres: Double = 2
  ) -> [PlanePolygon] {
    let time = time ?? limit
    precondition(time <= limit, "the field was not searched that far")
    var contour = CircleContour(tolerance: toleranceMetres)
    switch basis {
    case .streets(let field):
      guard let near = field.pointNearReached() else { return [] }
      contour.begin(near: near)
      let collector = PieceCollector(field.travel, limit: time)
      field.labels.withReader { labels in
        for node in 0..<labels.count where labels[node] != SearchWorkspace.unreached {
          collector.collect(node: node, labels: labels, into: &contour.pieces)
        }
      }
      for edge in field.stops.touchedEdges {
        collector.collect(stops: field.stops.stops(onEdge: Int(edge)), into: &contour.pieces)
      }
    case .straightLine(let field):
      guard let near = field.outlines.first(where: { !$0.isEmpty })?.points.first else { return [] }
      contour.begin(near: near)
      field.collect(limit: time, into: &contour.pieces)
    }
    return contour.polygons()
  }
}

extension StreetField {
  /// A reached node, or where none is, a point of a street that a facility touches; nil without either.
  fileprivate func pointNearReached() -> PlanePoint? {
    labels.firstIndex { $0 != SearchWorkspace.unreached }.map { travel.network.nodes[$0] }
      ?? stops.all.first?.line.start
  }
}

extension StraightLineField {
  /// Adds discs for points, capsules for lines, and rows a radius apart for areas (none where the radius is 0);
  /// with `box`, only facilities whose circle may meet it.
  func collect(
    limit: Milliseconds, near box: (low: PlanePoint, high: PlanePoint)? = nil,
    into pieces: inout CirclePieces
  ) {
    let radius = Double(limit.value) / millisecondsPerMetre
    for outline in outlines where !outline.isEmpty {
      if let box,
        outline.low.x > box.high.x + radius || outline.low.y > box.high.y + radius
          || outline.high.x < box.low.x - radius || outline.high.y < box.low.y - radius
      {
        continue
      }
      for p in outline.points {
        pieces.append(from: p, along: PlanePoint(1, 0), length: 0, radius: radius, taper: 0)
      }
      for (p, q) in outline.lines { append(p, q, radius, into: &pieces) }
      for area in outline.areas where radius > 0 {
        var y = ((outline.low.y / radius).rounded(.down) + 1) * radius
        while y < outline.high.y {
          let row = SegmentLine(
            index: 0, edge: 0, start: PlanePoint(outline.low.x, y), along: PlanePoint(1, 0),
            length: outline.high.x - outline.low.x, slope: 0, timeBefore: 0, timeAfter: 0,
            timeWithin: 0)
          row.forEachContact(inside: area) {
            append(row.point(at: $0.low), row.point(at: $0.high), radius, into: &pieces)
          }
          y += radius
        }
      }
    }
  }

  private func append(
    _ p: PlanePoint, _ q: PlanePoint, _ radius: Double, into pieces: inout CirclePieces
  ) {
    let length = (q - p).length
    pieces.append(
      from: p, along: length > 0 ? (q - p) / length : PlanePoint(1, 0), length: length,
      radius: radius, taper: 0)
  }
}
