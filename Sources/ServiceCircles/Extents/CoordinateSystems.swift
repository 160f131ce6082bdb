import PlaneGeometry

/// A datum of China, and the EPSG codes of its Gauss–Krüger systems: zones of 3° and 6°, eastings with and without
/// the zone's number before them.
enum ChineseDatum: CaseIterable {
  case cgcs2000, xian1980, beijing1954

  /// The numbers of the first zone, 25 of 3° and 13 of 6°; the others follow.
  private var first: (prefixed3: Int, plain3: Int, prefixed6: Int, plain6: Int) {
    switch self {
    case .cgcs2000: (4513, 4534, 4491, 4502)
    case .xian1980: (2349, 2370, 2327, 2338)
    case .beijing1954: (2401, 2422, 21413, 21453)
    }
  }

  /// The number of its longitudes and latitudes.
  private var geographic: Int {
    switch self {
    case .cgcs2000: 4490
    case .xian1980: 4610
    case .beijing1954: 4214
    }
  }

  private static let zones3 = 25...45
  private static let zones6 = 13...23

  /// The system of a 3° zone; nil where there is no such zone.
  func system3(_ zone: Int, isPrefixed: Bool) -> Int? {
    guard Self.zones3.contains(zone) else { return nil }
    return (isPrefixed ? first.prefixed3 : first.plain3) + zone - Self.zones3.lowerBound
  }

  /// The system of a 6° zone; nil where there is no such zone.
  func system6(_ zone: Int, isPrefixed: Bool) -> Int? {
    guard Self.zones6.contains(zone) else { return nil }
    return (isPrefixed ? first.prefixed6 : first.plain6) + zone - Self.zones6.lowerBound
  }

  /// The system whose eastings begin with a zone's number; nil where no zone has it.
  func prefixed(_ zone: Int) -> Int? {
    system3(zone, isPrefixed: true) ?? system6(zone, isPrefixed: true)
  }

  /// Whether a system's eastings begin with the zone's number.
  static func isPrefixed(_ srid: Int) -> Bool {
    allCases.contains { datum in
      zones3.contains { datum.system3($0, isPrefixed: true) == srid }
        || zones6.contains { datum.system6($0, isPrefixed: true) == srid }
    }
  }

  /// The datum of a Gauss–Krüger or geographic EPSG code, or the one that a system's name mentions; else CGCS2000.
  static func datum(of system: String) -> ChineseDatum { known(system) ?? .cgcs2000 }

  /// As ``datum(of:)``; nil where neither code nor name tells.
  static func known(_ system: String) -> ChineseDatum? {
    if let srid = srid(of: system) {
      return allCases.first { datum in
        datum.geographic == srid
          || [true, false].contains { isPrefixed in
            zones3.contains { datum.system3($0, isPrefixed: isPrefixed) == srid }
              || zones6.contains { datum.system6($0, isPrefixed: isPrefixed) == srid }
          }
      }
    }
    let name = system.lowercased()
    if name.contains("xian") || name.contains("xi'an") { return .xian1980 }
    if name.contains("beijing") { return .beijing1954 }
    return name.contains("cgcs") ? .cgcs2000 : nil
  }

  /// The number of `EPSG:n`.
  static func srid(of system: String) -> Int? {
    system.hasPrefix("EPSG:") ? Int(system.dropFirst(5)) : nil
  }
}

/// The systems that a layer around a place may be in, the likeliest first.
package struct LikelySystems {
  let srids: [Int]

  /// - Parameters:
  ///   - place: Where the layer is expected.
  ///   - system: What the layer says it is in; its datum is kept.
  init(around place: GeographicPoint, insteadOf system: String) {
    var srids: [Int] = []
    let plane = WorkingPlane.chosen(for: place)
    if (4534...4554).contains(plane.srid) {
      let datum = ChineseDatum.datum(of: system)
      for zone in Self.zones(place.longitude / 3, beside: 2) {
        srids += [false, true].compactMap { datum.system3(zone, isPrefixed: $0) }
      }
      for zone in Self.zones((place.longitude + 3) / 6, beside: 1) {
        srids += [false, true].compactMap { datum.system6(zone, isPrefixed: $0) }
      }
    }
    // UTM has the central meridians of the 6° zones but the scale 0.9996, so that northings differ by only a
    // kilometre or two here: a layer that states Gauss–Krüger is not tried as UTM.
    if srids.isEmpty || ChineseDatum.known(system) == nil {
      for zone in Self.zones((place.longitude + 183) / 6, beside: 1) where (1...60).contains(zone) {
        srids.append((place.latitude < 0 ? 32700 : 32600) + zone)
      }
    }
    // WGS 84 degrees and Web Mercator come last: coordinates rarely match them by chance.
    self.srids = srids + [3857, 4326]
  }

  /// The zones around a place, the nearest first.
  private static func zones(_ place: Double, beside: Int) -> [Int] {
    let middle = Int(place.rounded())
    return ((middle - beside)...(middle + beside))
      .sorted { abs(Double($0) - place) < abs(Double($1) - place) }
  }
}
