extension SegmentLine {
  /// The contact with a point, nil where it is out of reach.
  @inline(__always)
  func contact(with p: PlanePoint, reach: Double) -> Contact? {
    stretch(fromBeginning: 0).contact(with: p, reach: reach)
  }

  /// Calls `body` with the contacts with the inside of a line from `p` to `q`: where the nearest point
  /// of the line is not an end. The distance is linear there, on either side of a crossing.
  func forEachContact(
    withLineFrom p: PlanePoint, to q: PlanePoint, reach: Double, _ body: (Contact) -> Void
  ) {
    let v = q - p
    let width = v.length
    guard width > 0 else { return }
    let e = v / width
    // The foot of x(s) on the line, r(s) = r0 + r1·s, has to lie between the line's ends.
    guard
      let onLine = Self.interval(
        of: (start - p).dot(e), along.dot(e), from: 0, to: width, within: 0...length)
    else { return }
    let d0 = e.cross(start - p)
    let d1 = e.cross(along)
    if let left = Self.interval(of: d0, d1, from: 0, to: reach, within: onLine) {
      body(
        Contact(
          low: left.lowerBound, high: left.upperBound, shape: .linear(intercept: d0, incline: d1)))
    }
    if let right = Self.interval(of: -d0, -d1, from: 0, to: reach, within: onLine) {
      body(
        Contact(
          low: right.lowerBound, high: right.upperBound,
          shape: .linear(intercept: -d0, incline: -d1)))
    }
  }

  /// Calls `body` with the stretches inside an area, where the distance is 0.
  func forEachContact(inside polygon: PlanePolygon, _ body: (Contact) -> Void) {
    var cuts = [0.0, length]
    polygon.forEachEdge { p, q in
      let (hp, hq) = (along.cross(p - start), along.cross(q - start))
      if (hp > 0) != (hq > 0) {
        let (fp, fq) = (along.dot(p - start), along.dot(q - start))
        let s = fp + (fq - fp) * (hp / (hp - hq))
        if s > 0, s < length { cuts.append(s) }
      }
    }
    cuts.sort()
    for (low, high) in zip(cuts, cuts.dropFirst())
    where polygon.contains(point(at: (low + high) / 2)) {
      body(Contact(low: low, high: high, shape: .linear(intercept: 0, incline: 0)))
    }
  }

  /// The positions in `range` at which the linear function `a + b·s` lies between two values.
  private static func interval(
    of a: Double, _ b: Double, from low: Double, to high: Double, within range: ClosedRange<Double>
  ) -> ClosedRange<Double>? {
    if b == 0 { return a >= low && a <= high ? range : nil }
    let (s, t) = ((low - a) / b, (high - a) / b)
    let begin = max(range.lowerBound, min(s, t))
    let end = min(range.upperBound, max(s, t))
    return begin <= end ? begin...end : nil
  }
}
