import PlaneGeometry

/// What explains that a layer lies elsewhere than the ground it belongs to.
public struct CoordinateMistake: Hashable, Sendable {
  /// The kinds of mistakes.
  public enum Kind: Hashable, Sendable {
    /// x and y, or longitude and latitude, are exchanged, and nothing else is wrong.
    case swapped
    /// Eastings begin with the number of the zone, in a system that has none there.
    case zonePrefix
    /// Eastings lack the number of the zone that the system has before them.
    case missingPrefix
    /// The coordinates are of another system, of another central meridian for instance.
    case otherSystem
    /// The coordinates are degrees, in a system of metres.
    case degrees
    /// The coordinates are metres, in a system of degrees.
    case metres
  }

  /// What kind of mistake it is.
  public let kind: Kind
  /// The system that the layer says it is in.
  public let declared: String
  /// The system that it is in; nil where that is not known, or it is the declared one.
  public let right: String?
  /// Whether the axes are exchanged as well.
  public let isSwapped: Bool
  /// How many of a hundred records lie on the ground once it is corrected; nil of one record, and where there is
  /// no ground to tell.
  public let percent: Int?

  /// The mistake, and what to do, for people.
  var message: Message {
    let other = right.map { Message("extent.system", ["crs": $0]) } ?? Message("extent.some_plane")
    var values = ["declared": declared]
    if let percent { values["percent"] = "\(percent)" }
    let text: Message
    switch kind {
    case .swapped: text = Message("extent.swapped", values)
    case .zonePrefix: text = Message("extent.zone_prefix", values, parts: ["right": other])
    case .missingPrefix: text = Message("extent.missing_prefix", values, parts: ["right": other])
    case .otherSystem: text = Message("extent.other_system", values, parts: ["right": other])
    case .degrees: text = Message("extent.degrees", values, parts: ["right": other])
    case .metres: text = Message("extent.metres", values, parts: ["right": other])
    }
    let whole =
      isSwapped && kind != .swapped
      ? Message("extent.also_swapped", parts: ["mistake": text]) : text
    return percent == nil
      ? whole : Message("extent.explained", values, parts: ["mistake": whole])
  }
}

extension CoordinateMistake {
  /// The mistake that explains where a layer lies: the reading of its coordinates that puts the largest share of
  /// them on the ground; without a ground, or where no reading does, what the numbers themselves show.
  ///
  /// - Parameters:
  ///   - sample: Some of the layer's places.
  ///   - ground: What the layer should lie on.
  ///   - share: The share of the layer that lies on the ground as it is.
  /// - Complexity: Some dozens of systems, of some milliseconds each: for layers that are in the wrong place.
  package static func explaining(
    _ sample: CoordinateSample, on ground: Ground? = nil, share: Double = 0
  ) -> CoordinateMistake? {
    if sample.points.isEmpty { return nil }
    if let ground, let found = best(sample, ground, share) { return found }
    return share > 0 ? nil : evident(sample)
  }

  private static func best(
    _ sample: CoordinateSample, _ ground: Ground, _ share: Double
  ) -> CoordinateMistake? {
    guard let plane = ground.plane, let middle = ground.spread?.middle,
      let place = (try? Projector(plane))?.inverse(middle)
    else { return nil }
    let others = LikelySystems(around: place, insteadOf: sample.system).srids.map { "EPSG:\($0)" }
    // A layer of which a part lies right is only suspected where another reading puts nearly all of it right.
    let least = share > 0 ? 0.9 : 0.1
    var readings: [Reading] = []
    for isSwapped in [false, true] {
      for system in [sample.system] + others where isSwapped || system != sample.system {
        if let reading = Reading(sample, system, isSwapped: isSwapped, in: plane, on: ground),
          reading.share >= least, reading.share > share
        {
          readings.append(reading)
        }
      }
    }
    // Of readings that are as good the first is the likeliest.
    guard let most = readings.map(\.share).max(),
      let found = readings.first(where: { $0.share == most })
    else { return nil }
    let alike = readings.filter { $0.isAmbiguous(beside: found) }.map(\.system)
    return CoordinateMistake(
      kind: kind(sample, found.system, found.isDegrees), declared: sample.system,
      right: found.system == sample.system
        ? nil : ([found.system] + alike).map(name).joined(separator: " / "),
      isSwapped: found.isSwapped,
      percent: sample.points.count == 1 ? nil : Int((100 * found.share).rounded()))
  }

  /// A way to read the coordinates of a layer.
  private struct Reading {
    let system: String
    let isDegrees: Bool
    let isSwapped: Bool
    /// The share of the layer that it puts on the ground.
    let share: Double
    /// Where it puts the first place.
    let first: PlanePoint?

    init?(
      _ sample: CoordinateSample, _ system: String, isSwapped: Bool, in plane: WorkingPlane,
      on ground: Ground
    ) {
      let definition = system == sample.system ? sample.definition : system
      guard let reprojector = try? Reprojector(from: definition, to: plane) else { return nil }
      let places = sample.points.map { p in
        isSwapped ? reprojector.forward(x: p.y, y: p.x) : reprojector.forward(x: p.x, y: p.y)
      }
      self.system = system
      self.isSwapped = isSwapped
      isDegrees = reprojector.isFromDegrees
      share = Double(places.count { $0.map { ground.isNear($0) } ?? false }) / Double(places.count)
      first = places.first ?? nil
    }

    /// Whether nothing tells this reading from another one that puts the layer some kilometres from there.
    func isAmbiguous(beside other: Reading) -> Bool {
      guard system != other.system, isSwapped == other.isSwapped, share > other.share - 0.02,
        let first, let theirs = other.first
      else { return false }
      let d = first - theirs
      return (d.x * d.x + d.y * d.y).squareRoot() > 1
    }
  }

  private static func kind(
    _ sample: CoordinateSample, _ system: String, _ isDegrees: Bool
  ) -> Kind {
    if system == sample.system { return .swapped }
    if isDegrees != sample.isInDegrees { return isDegrees ? .degrees : .metres }
    let (own, other) = (
      ChineseDatum.srid(of: sample.system).map(ChineseDatum.isPrefixed) ?? false,
      ChineseDatum.srid(of: system).map(ChineseDatum.isPrefixed) ?? false
    )
    return own == other ? .otherSystem : other ? .zonePrefix : .missingPrefix
  }

  /// What the numbers show without a ground.
  private static func evident(_ sample: CoordinateSample) -> CoordinateMistake? {
    guard let middle = Spread(of: sample.points)?.middle else { return nil }
    func mistake(_ kind: Kind, _ right: Int? = nil, isSwapped: Bool = false) -> CoordinateMistake {
      CoordinateMistake(
        kind: kind, declared: sample.system, right: right.map { name(of: "EPSG:\($0)") },
        isSwapped: isSwapped, percent: nil)
    }
    let isPrefixed = ChineseDatum.srid(of: sample.system).map(ChineseDatum.isPrefixed) ?? false
    let datum = ChineseDatum.datum(of: sample.system)
    if !isPrefixed {
      for (easting, northing, isSwapped) in [
        (middle.x, middle.y, false), (middle.y, middle.x, true),
      ] where abs(northing) < 1e7 {
        if let right = datum.prefixed(Int(max(0, min(1e9, easting)) / 1e6)) {
          return mistake(sample.isInDegrees ? .metres : .zonePrefix, right, isSwapped: isSwapped)
        }
      }
    }
    let (x, y) = (abs(middle.x), abs(middle.y))
    if sample.isInDegrees {
      if x <= 90, y > 90, y <= 180 { return mistake(.swapped, isSwapped: true) }
      return max(x, y) > 1000 ? mistake(.metres) : nil
    }
    guard max(x, y) <= 180, min(x, y) <= 90, max(x, y) > 0 else { return nil }
    return mistake(.degrees, 4326, isSwapped: y > 90)
  }

  /// The code of a system with its name.
  private static func name(of system: String) -> String {
    guard let srid = ChineseDatum.srid(of: system), let plane = try? WorkingPlane(srid: srid)
    else { return system }
    return "\(system) (\(plane.name))"
  }
}
