/// Clipping of rings by half-planes: Sutherland and Hodgman, "Reentrant polygon clipping",
/// Communications of the ACM 17 (1974).
///
/// For a ring that is not convex the result may run along the clipping line there and back; such a part
/// encloses nothing, so areas are right.
enum ConvexClip {
  /// The part of a ring where `normal · p + c ≥ 0`, without repeating its first point at the end.
  static func clip(
    _ ring: [PlanePoint], by normal: PlanePoint, _ c: Double, into out: inout [PlanePoint]
  ) {
    out.removeAll(keepingCapacity: true)
    guard var previous = ring.last else { return }
    var before = normal.dot(previous) + c
    for p in ring {
      let here = normal.dot(p) + c
      if (here >= 0) != (before >= 0) {
        out.append(previous + (p - previous) * (before / (before - here)))
      }
      if here >= 0 { out.append(p) }
      previous = p
      before = here
    }
  }

  /// The area of a ring inside a convex polygon that runs counter-clockwise, signed as the ring is.
  static func signedArea(
    of ring: [PlanePoint], inside convex: [PlanePoint],
    _ scratch: inout (a: [PlanePoint], b: [PlanePoint])
  ) -> Double {
    guard convex.count >= 3 else { return 0 }
    scratch.a = ring
    var p = convex[convex.count - 1]
    for q in convex {
      let side = q - p
      let normal = PlanePoint(-side.y, side.x)
      clip(scratch.a, by: normal, -normal.dot(p), into: &scratch.b)
      swap(&scratch.a, &scratch.b)
      if scratch.a.isEmpty { return 0 }
      p = q
    }
    return PlanePolygon.signedArea(scratch.a)
  }
}
