extension Projector {
  /// How much longer or shorter than on the ground lengths are in the plane around a place: the largest
  /// share by which one differs, over all directions; nil where the plane does not have the place.
  ///
  /// - Complexity: Eight projections.
  public func scaleError(at place: GeographicPoint) -> Double? {
    // About half a kilometre: long beside rounding, short beside the change of the scale.
    let step = 0.005
    var worst = 0.0
    for (east, north) in [(1.0, 0.0), (0, 1), (1, 1), (1, -1)] {
      let offset = SIMD2(east, north) * (step / 2)
      let (a, b) = (
        GeographicPoint(place.degrees - offset), GeographicPoint(place.degrees + offset)
      )
      guard let p = forward(a), let q = forward(b) else { return nil }
      let d = q - p
      let planar = (d.x * d.x + d.y * d.y).squareRoot()
      let ground = Geodesic.lengthMetres(from: a, to: b)
      guard ground > 0 else { return nil }
      worst = max(worst, abs(planar / ground - 1))
    }
    return worst
  }
}
