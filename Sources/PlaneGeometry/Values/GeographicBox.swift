/// A closed rectangle of longitudes and latitudes, in degrees. It does not span the 180th meridian.
package struct GeographicBox: Hashable, Sendable, Codable {
  /// The south-western corner.
  package var min: GeographicPoint
  /// The north-eastern corner.
  package var max: GeographicPoint

  /// A box from its corners; `min` is at most `max` in longitude and in latitude.
  package init(min: GeographicPoint, max: GeographicPoint) {
    self.min = min
    self.max = max
  }

  /// The smallest box around `places`; nil where there are none.
  ///
  /// - Complexity: O(n).
  package init?(around places: some Sequence<GeographicPoint>) {
    guard let box = Box(around: places.lazy.map(\.degrees)) else { return nil }
    self.init(min: GeographicPoint(box.min), max: GeographicPoint(box.max))
  }

  /// The place in the middle, half-way in longitude and in latitude.
  package var centre: GeographicPoint {
    GeographicPoint(
      longitude: (min.longitude + max.longitude) / 2, latitude: (min.latitude + max.latitude) / 2)
  }

  /// Whether the place lies in the box or on its sides.
  package func contains(_ place: GeographicPoint) -> Bool {
    place.longitude >= min.longitude && place.longitude <= max.longitude
      && place.latitude >= min.latitude && place.latitude <= max.latitude
  }

  /// The corners from the south-western one counter-clockwise; the first stands again at the end.
  package var ring: [GeographicPoint] {
    [
      min, GeographicPoint(longitude: max.longitude, latitude: min.latitude), max,
      GeographicPoint(longitude: min.longitude, latitude: max.latitude), min,
    ]
  }
}
