extension StreetNetwork {
  /// Whether the straight leg between a place and a street point crosses no barrier.
  ///
  /// The one place where barriers have a say: points, seeds and polygons all ask here. A network
  /// without barriers lets every leg pass.
  @inlinable
  func legIsClear(
    _ place: @autoclosure () -> PlanePoint, _ streetPoint: @autoclosure () -> PlanePoint
  ) -> Bool { true }
}
