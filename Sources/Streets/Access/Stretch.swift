/// A stretch of street along which the time to a facility grows evenly from its beginning.
struct Stretch: Sendable {
  var start: PlanePoint
  /// The unit vector along it.
  var along: PlanePoint
  /// Metres in the plane.
  var length: Double
  /// Milliseconds from its beginning to the facility, the facility's leg included.
  var time: Double
  /// Milliseconds more for every metre along it.
  var slope: Double

  /// The contact with a point, nil where it is out of reach.
  @inline(__always)
  func contact(with p: PlanePoint, reach: Double) -> Contact? {
    let v = p - start
    let offset = abs(along.cross(v))
    guard offset <= reach else { return nil }
    let foot = along.dot(v)
    let half = (reach * reach - offset * offset).squareRoot()
    let (low, high) = (max(0, foot - half), min(length, foot + half))
    guard low <= high else { return nil }
    return Contact(low: low, high: high, shape: .point(foot: foot, offset: offset))
  }
}

extension SegmentLine {
  /// The whole segment seen from its beginning, from which a facility is `time` away.
  @inline(__always)
  func stretch(fromBeginning time: Double) -> Stretch {
    Stretch(start: start, along: along, length: length, time: time, slope: slope)
  }

  /// The whole segment seen from its end, from which a facility is `time` away.
  @inline(__always)
  func stretch(fromEnd time: Double) -> Stretch {
    Stretch(start: point(at: length), along: -along, length: length, time: time, slope: slope)
  }
}
