import CPROJ

/// Lengths on the WGS 84 ellipsoid.
public enum Geodesic {
  /// The length of the shortest way between two places, in metres.
  ///
  /// Short segments, the ones streets are made of, take Gauss's mid-latitude formula, twenty times
  /// faster; all others Karney's algorithm, exact to nanometres.
  ///
  /// NaN gives NaN.
  public static func lengthMetres(from a: GeographicPoint, to b: GeographicPoint) -> Double {
    let (longitude1, latitude1) = (a.longitude, a.latitude)
    let (longitude2, latitude2) = (b.longitude, b.latitude)
    if abs(longitude2 - longitude1) <= shortDegrees, abs(latitude2 - latitude1) <= shortDegrees,
      abs(latitude1) <= 89
    {
      return shortLengthMetres(
        longitude1: longitude1, latitude1: latitude1, longitude2: longitude2, latitude2: latitude2)
    }
    return exactLengthMetres(
      longitude1: longitude1, latitude1: latitude1, longitude2: longitude2, latitude2: latitude2)
  }

  /// The length of a polyline, in metres: the sum of its segments.
  public static func lengthMetres(of line: [GeographicPoint]) -> Double {
    var sum = 0.0
    for i in line.indices.dropFirst() {
      sum += lengthMetres(from: line[i - 1], to: line[i])
    }
    return sum
  }

  /// The largest difference, in degrees, for which the short formula is taken: about a kilometre.
  static let shortDegrees = 0.01

  /// Gauss's mid-latitude formula: the hypotenuse of the meridian and parallel arcs with the radii
  /// of curvature at the mean latitude.
  ///
  /// Its next terms are relative (Δλ² (2 cos²φ + 3 sin²φ) + Δφ²) / 24 at most, which for
  /// differences of 0.01° is 5·10⁻⁹: four micrometres in a kilometre.
  static func shortLengthMetres(
    longitude1: Double, latitude1: Double, longitude2: Double, latitude2: Double
  ) -> Double {
    let radians = Double.pi / 180
    let middle = (latitude1 + latitude2) * (radians / 2)
    let (sine, cosine) = (geodesic_sine(middle), geodesic_cosine(middle))
    let w2 = 1 - eccentricitySquared * sine * sine
    let parallelRadius = semiMajorMetres / w2.squareRoot()
    let meridianRadius = parallelRadius * (1 - eccentricitySquared) / w2
    let north = meridianRadius * (latitude2 - latitude1) * radians
    let east = parallelRadius * cosine * (longitude2 - longitude1) * radians
    return (north * north + east * east).squareRoot()
  }

  /// Karney's solution of the inverse problem.
  static func exactLengthMetres(
    longitude1: Double, latitude1: Double, longitude2: Double, latitude2: Double
  ) -> Double {
    var length = 0.0
    withUnsafePointer(to: ellipsoid.value) {
      geod_inverse($0, latitude1, longitude1, latitude2, longitude2, &length, nil, nil)
    }
    return length
  }

  private static let semiMajorMetres = 6_378_137.0
  private static let flattening = 1 / 298.257_223_563
  private static let eccentricitySquared = flattening * (2 - flattening)

  /// The constants of the ellipsoid's series: plain numbers, written once and only read afterwards.
  private struct Ellipsoid: @unchecked Sendable {
    let value: geod_geodesic

    init() {
      var g = geod_geodesic()
      geod_init(&g, semiMajorMetres, flattening)
      value = g
    }
  }

  private static let ellipsoid = Ellipsoid()
}
