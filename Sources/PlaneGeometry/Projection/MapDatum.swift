#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A datum of Chinese web maps, by which every position is shifted: in Zhejiang by 450 to 620 m of GCJ-02, by about
/// 1.1 km of BD-09.
///
/// What leads to WGS 84 and back is a published reconstruction, not the official transformation: results are
/// approximate, however exact the arithmetic is.
public enum MapDatum: String, Hashable, Sendable, Codable, CaseIterable {
  /// AMap, Tencent and others.
  case gcj02 = "GCJ-02"
  /// Baidu.
  case bd09 = "BD-09"

  /// The datum of a name, however it is written (`GCJ-02`, `gcj02`, `BD09`); nil where it is none of these.
  public init?(named name: String) {
    let plain = name.uppercased().filter { $0.isLetter || $0.isNumber }
    guard let datum = Self.allCases.first(where: { $0.rawValue.filter { $0 != "-" } == plain })
    else { return nil }
    self = datum
  }

  /// The position of this datum that a place on WGS 84 is drawn at.
  ///
  /// - Complexity: O(1).
  public func shifted(_ place: GeographicPoint) -> GeographicPoint {
    GeographicPoint(shift(place.degrees))
  }

  /// The place on WGS 84 of a position of this datum; nil where the position is no place on the Earth, or none is
  /// drawn there (along the edge of the area that is shifted).
  ///
  /// > Fixed-point iteration w ← w + (p − shift(w)) from w = p, to less than 10⁻¹¹ degrees (a micrometre). Between
  /// > two places the shift changes by a few hundredths of their distance at most, so that every step gains more
  /// > than a digit.
  ///
  /// - Complexity: O(1), at most 40 steps.
  public func unshifted(_ position: GeographicPoint) -> GeographicPoint? {
    let p = position.degrees
    guard abs(p.x) <= 180, abs(p.y) <= 90 else { return nil }
    var w = p
    for _ in 0..<Self.mostSteps {
      let difference = p - shift(w)
      w += difference
      if abs(difference.x) < Self.closeDegrees, abs(difference.y) < Self.closeDegrees {
        return GeographicPoint(w)
      }
    }
    return nil
  }

  private static let mostSteps = 40
  private static let closeDegrees = 1e-11

  private func shift(_ place: SIMD2<Double>) -> SIMD2<Double> {
    let gcj = Self.gcj(place)
    return self == .gcj02 ? gcj : Self.bd(gcj)
  }

  /// The ellipsoid of the shift, Krasovsky 1940: its semi-major axis in metres.
  private static let axis = 6_378_245.0
  /// The square of its eccentricity.
  private static let eccentricity2 = 0.00669342162296594323

  /// GCJ-02 of a place on WGS 84. Outside a box around China nothing is shifted.
  private static func gcj(_ place: SIMD2<Double>) -> SIMD2<Double> {
    guard (72.004...137.8347).contains(place.x), (0.8293...55.8271).contains(place.y) else {
      return place
    }
    let x = place.x - 105
    let y = place.y - 35
    func wave(_ amplitude: Double, _ t: Double) -> Double { amplitude * sin(t * .pi) }
    let common = wave(20, 6 * x) + wave(20, 2 * x)
    var north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * abs(x).squareRoot()
    north +=
      (common + wave(20, y) + wave(40, y / 3) + wave(160, y / 12) + wave(320, y / 30)) * 2 / 3
    var east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * abs(x).squareRoot()
    east += (common + wave(20, x) + wave(40, x / 3) + wave(150, x / 12) + wave(300, x / 30)) * 2 / 3
    let latitude = place.y * .pi / 180
    let m = 1 - eccentricity2 * sin(latitude) * sin(latitude)
    let meridian = axis * (1 - eccentricity2) / (m * m.squareRoot())
    let parallel = axis / m.squareRoot() * cos(latitude)
    return place + SIMD2(east / parallel, north / meridian) * (180 / .pi)
  }

  /// BD-09 of a position of GCJ-02.
  private static func bd(_ p: SIMD2<Double>) -> SIMD2<Double> {
    let frequency = Double.pi * 3000 / 180
    let radius = (p.x * p.x + p.y * p.y).squareRoot() + 0.00002 * sin(p.y * frequency)
    let angle = atan2(p.y, p.x) + 0.000003 * cos(p.x * frequency)
    return SIMD2(radius * cos(angle) + 0.0065, radius * sin(angle) + 0.006)
  }
}
