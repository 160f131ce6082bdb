/// A straight street segment with the times along its edge.
struct SegmentLine: Sendable {
  /// The vertex where the segment begins.
  var index: Int
  var edge: Int
  var start: PlanePoint
  /// The unit vector from the segment's beginning to its end.
  var along: PlanePoint
  /// Metres in the plane.
  var length: Double
  /// Milliseconds per metre of the plane.
  var slope: Double
  /// Milliseconds from the edge's beginning to the segment's.
  var timeBefore: Double
  /// Milliseconds from the segment's end to the edge's.
  var timeAfter: Double
  /// Milliseconds from the segment's beginning to its end.
  var timeWithin: Double

  /// The point `s` metres from the segment's beginning.
  func point(at s: Double) -> PlanePoint { start + along * s }

  /// Milliseconds from the edge's beginning to the point `s` metres along.
  func time(fromBeginningTo s: Double) -> Double { timeBefore + slope * s }

  /// Milliseconds from the point `s` metres along to the edge's end.
  func time(toEndFrom s: Double) -> Double {
    length > 0 ? timeAfter + slope * (length - s) : timeAfter
  }
}
