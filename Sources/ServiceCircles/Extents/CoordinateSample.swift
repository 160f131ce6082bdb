import PlaneGeometry

/// Some of a layer's places as its file holds them, before they are projected.
package struct CoordinateSample: Sendable {
  /// x and y, or longitude and latitude, in the layer's unit.
  package let points: [SIMD2<Double>]
  /// The coordinate reference system that the layer says it is in: its code or WKT.
  package let definition: String
  /// The system's code, else its name.
  package let system: String
  /// Whether the layer says that its coordinates are degrees.
  package let isInDegrees: Bool

  /// How many places are enough.
  private static let most = 500

  /// A sample of a layer's places.
  package init(_ points: [SIMD2<Double>], definition: String, system: String) {
    self.points = points.strided(most: Self.most)
    self.definition = definition
    self.system = system
    isInDegrees = (try? Reprojector.isInDegrees(definition)) ?? false
  }

  /// A sample of places in degrees of longitude and latitude.
  package init(degrees places: [GeographicPoint]) {
    self.init(
      places.map { SIMD2($0.longitude, $0.latitude) }, definition: "EPSG:4326",
      system: "EPSG:4326")
  }
}
