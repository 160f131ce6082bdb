@testable import Streets

/// Time fields by the definition, without anything clever: streets cut into short pieces, Bellman and
/// Ford over every piece, legs to every piece's end.
struct NaiveField {
  let points: [PlanePoint]
  let times: [Double]
  let hasAccess: [Bool]
  let access: AccessRule
  /// The longest stretch between two sampled street points.
  let step: Double

  init(
    _ streets: RandomStreets, to facilities: [Place], mode: Mode, speed: Speed,
    direction: Direction,
    access: AccessRule, step: Double
  ) {
    var points = streets.nodes.map(\.position)
    var hasAccess = [Bool](repeating: false, count: points.count)
    var arcs: [(from: Int, to: Int, time: Double)] = []
    for s in streets.segments where !s.traits.contains(.restricted) {
      let (a, b) = (Int(s.from), Int(s.to))
      let forward = direction == .to ? s.forward.contains(mode) : s.backward.contains(mode)
      let backward = direction == .to ? s.backward.contains(mode) : s.forward.contains(mode)
      guard forward || backward else { continue }
      let n = max(1, Int((s.lengthMetres / step).rounded(.up)))
      var previous = a
      for i in 1...n {
        var here = b
        if i < n {
          here = points.count
          points.append(points[a] + (points[b] - points[a]) * (Double(i) / Double(n)))
          hasAccess.append(!s.traits.contains(.noAccess))
        }
        let time = s.lengthMetres / Double(n) * speed.millisecondsPerMetre
        if forward { arcs.append((previous, here, time)) }
        if backward { arcs.append((here, previous, time)) }
        previous = here
      }
      if !s.traits.contains(.noAccess) {
        hasAccess[a] = true
        hasAccess[b] = true
      }
    }
    var times = [Double](repeating: .infinity, count: points.count)
    for facility in facilities {
      let outline = Outline(facility)
      for i in points.indices where hasAccess[i] && Self.mayReach(outline, points[i], access) {
        let d = (outline.nearestPoint(to: points[i]) - points[i]).length
        if d <= access.reachMetres { times[i] = min(times[i], d * access.millisecondsPerMetre) }
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
    (self.points, self.times, self.hasAccess, self.access, self.step) = (
      points, times, hasAccess, access, step
    )
  }

  /// T(p) over the sampled street points: at most `step` metres of street and leg more than exact.
  func time(at place: Place) -> Double {
    let outline = Outline(place)
    var best = Double.infinity
    for i in points.indices
    where hasAccess[i] && times[i] < .infinity && Self.mayReach(outline, points[i], access) {
      let d = (outline.nearestPoint(to: points[i]) - points[i]).length
      if d <= access.reachMetres { best = min(best, times[i] + d * access.millisecondsPerMetre) }
    }
    return best
  }

  /// Whether a point lies in the outline's box, the reach around it included.
  private static func mayReach(_ outline: Outline, _ p: PlanePoint, _ access: AccessRule) -> Bool {
    let reach = access.reachMetres
    return p.x >= outline.low.x - reach && p.x <= outline.high.x + reach
      && p.y >= outline.low.y - reach && p.y <= outline.high.y + reach
  }
}
