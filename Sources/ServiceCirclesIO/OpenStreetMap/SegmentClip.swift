import PlaneGeometry

/// Where a straight segment passes the sides of a rectangle.
enum SegmentClip {
  /// The positions along the segment, 0…1 ascending, at which it enters or leaves the closed box.
  ///
  /// A segment that ends on a side from within does not leave; one that starts there and goes outwards
  /// leaves at 0. One that only touches a side or a corner from outside does neither. Liang and
  /// Barsky's clipping; positions of ends on a side come out as exactly 0 or 1.
  static func crossings(from a: GeographicPoint, to b: GeographicPoint, of box: GeographicBox)
    -> [Double]
  {
    let isInside = (box.contains(a), box.contains(b))
    if isInside == (true, true) { return [] }
    let (p, q) = (a.degrees, b.degrees)
    let (lowest, highest) = (box.min.degrees, box.max.degrees)
    var (low, high) = (0.0, 1.0)
    let d = q - p
    for axis in 0..<2 {
      if d[axis] == 0 {
        if p[axis] < lowest[axis] || p[axis] > highest[axis] { return [] }
        continue
      }
      // The two divisions by one number keep 0 and 1 exact, where the end is on the side.
      let first = (lowest[axis] - p[axis]) / d[axis]
      let second = (highest[axis] - p[axis]) / d[axis]
      low = max(low, min(first, second))
      high = min(high, max(first, second))
    }
    switch isInside {
    case (true, false): return [high]
    case (false, true): return [low]
    default: return low < high ? [low, high] : []
    }
  }
}
