import Streets

/// Time fields by the definition, without anything clever: streets cut into short pieces, Bellman and
/// Ford over every piece, legs to every piece's end.
struct NaiveField {
  private var points: [PlanePoint] = []
  private var times: [Double]
  private var hasAccess: [Bool]
  private let reach: Double
  /// Milliseconds per metre of leg, the detour included.
  let legPace: Double
  /// Milliseconds per metre of street.
  let streetPace: Double

  /// - Parameter step: The longest stretch between two sampled street points, in metres.
  init(
    _ streets: RandomStreets, to facilities: [Place], mode: Mode, kilometresPerHour: Double,
    direction: Direction, access: AccessRule, step: Double
  ) {
    // An hour has 3,600,000 milliseconds, a kilometre 1000 metres.
    streetPace = 3_600_000 / (kilometresPerHour * 1000)
    legPace = 3_600_000 / (access.speed.kilometresPerHour * 1000) * access.detour
    reach = access.reachMetres
    points = streets.nodes.map { $0.position }
    hasAccess = [Bool](repeating: false, count: points.count)
    var arcs: [(from: Int, to: Int, time: Double)] = []
    for s in streets.segments where !Self.has(.restricted, s) {
      let (a, b) = (Int(s.from), Int(s.to))
      let (along, against) = (Self.isOpen(s.forward, mode), Self.isOpen(s.backward, mode))
      let forward = direction == .to ? along : against
      let backward = direction == .to ? against : along
      guard forward || backward else { continue }
      let takesLegs = !Self.has(.noAccess, s)
      let n = max(1, Int((s.lengthMetres / step).rounded(.up)))
      var previous = a
      for i in 1...n {
        var here = b
        if i < n {
          here = points.count
          points.append(points[a] + (points[b] - points[a]) * (Double(i) / Double(n)))
          hasAccess.append(takesLegs)
        }
        let time = s.lengthMetres / Double(n) * streetPace
        if forward { arcs.append((previous, here, time)) }
        if backward { arcs.append((here, previous, time)) }
        previous = here
      }
      if takesLegs { (hasAccess[a], hasAccess[b]) = (true, true) }
    }
    times = [Double](repeating: .infinity, count: points.count)
    for facility in facilities {
      for leg in legs(of: PlainPlace(facility)) {
        times[leg.point] = min(times[leg.point], leg.time)
      }
    }
    var changed = true
    while changed {
      changed = false
      for arc in arcs where times[arc.to] + arc.time < times[arc.from] {
        times[arc.from] = times[arc.to] + arc.time
        changed = true
      }
      // To and fro, so that times run along a street in either sense in one pass.
      arcs.reverse()
    }
  }

  /// T(p) over the sampled street points: at most a step of street and leg more than exact.
  func time(at place: Place) -> Double {
    legs(of: PlainPlace(place)).reduce(.infinity) { min($0, times[$1.point] + $1.time) }
  }

  /// The legs from a place to every sampled street point in reach.
  private func legs(of place: PlainPlace) -> [(point: Int, time: Double)] {
    let box = place.box(widenedBy: reach)
    return points.indices.compactMap { i in
      let p = points[i]
      guard hasAccess[i], p.x >= box.low.x, p.x <= box.high.x, p.y >= box.low.y, p.y <= box.high.y
      else { return nil }
      let metres = place.distance(from: p)
      return metres <= reach ? (i, metres * legPace) : nil
    }
  }

  private static func isOpen(_ modes: ModeSet, _ mode: Mode) -> Bool {
    Int(modes.rawValue) >> Int(mode.bit) % 2 == 1
  }

  private static func has(_ trait: StreetSegment.Traits, _ segment: StreetSegment) -> Bool {
    segment.traits.rawValue & trait.rawValue != 0
  }
}
