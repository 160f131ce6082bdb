extension StreetNetwork {
  /// Whether the straight leg between a place and a street point crosses no barrier.
  ///
  /// The one question about barriers. No network has barriers so far, so that every leg passes.
  ///
  /// Access legs ask it, of homes and of facilities alike, once for each contact with a street segment, at
  /// the position where the contact begins. Circles, land and catchments do not ask: their pieces hold
  /// all places in reach of a stretch of street. They can, because the question needs no more than the
  /// network, the place and the point of the stretch that serves it.
  @inlinable
  func legIsClear(
    _ place: @autoclosure () -> PlanePoint, _ streetPoint: @autoclosure () -> PlanePoint
  ) -> Bool { true }
}
