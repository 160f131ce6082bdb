extension StreetNetwork {
  /// Whether the straight leg between a place and a street point crosses no barrier.
  ///
  /// The only place that asks about barriers. There is no barrier data yet, so every leg is clear.
  ///
  /// Called for the access legs of homes and facilities alike, once for each contact with a street segment, at
  /// the position where the contact begins. Circles, land and catchments do not call it yet: their pieces
  /// cover every place within reach of a stretch. They could, since the test needs only the network, the place
  /// and the street point.
  @inlinable
  func legIsClear(
    _ place: @autoclosure () -> PlanePoint, _ streetPoint: @autoclosure () -> PlanePoint
  ) -> Bool { true }
}
