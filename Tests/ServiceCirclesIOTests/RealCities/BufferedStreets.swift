import Foundation
import PlaneGeometry
import Streets

/// A service circle by the definition and a buffer tool: the streets that are reached in time for a
/// whole leg, widened by it, and a disc around every half metre of street beyond.
///
/// > with κ = 1 and no barrier the circle is the A-buffer of the streets reached within τ − A/v_a,
/// > joined with the smaller discs beyond: an independent check by any buffer tool.
struct BufferedStreets {
  private let field: TimeField
  private let travel: TravelNetwork
  private let facility: PlanePoint
  private let limit: Double
  private let stepMetres = 1.0
  /// Stretches of street from which a whole leg is left.
  private var full: [[PlanePoint]] = []
  /// Places on streets from which less is left, with the metres left.
  private var discs: [(centre: PlanePoint, radius: Double)] = []

  init(
    _ field: TimeField, _ travel: TravelNetwork, facility: PlanePoint, within limit: Milliseconds
  ) {
    self.field = field
    self.travel = travel
    self.facility = facility
    self.limit = Double(limit.value)
    for edge in 0..<travel.network.edgeCount { sample(edge) }
  }

  /// The circle.
  func geometry(_ engine: GeometryEngine) throws -> Geometry {
    let wide = try engine.buffer(
      .multiLineString(full), by: travel.access.reachMetres, quadrantSegments: 32)
    let prepared = try PreparedGeometry(wide, on: engine)
    var parts = [wide]
    for disc in discs {
      let round = try engine.buffer(.point(disc.centre), by: disc.radius, quadrantSegments: 8)
      // Most lie in what is there already.
      if try !prepared.covers(round) { parts.append(round) }
    }
    return try engine.union(parts)
  }

  /// Looks at every metre of an edge, where people may step off it.
  private mutating func sample(_ edge: Int) {
    let network = travel.network
    guard !network.edgeIsRestricted[edge] else { return }
    let forward = network.edgeForward[edge].contains(travel.mode)
    let backward = network.edgeBackward[edge].contains(travel.mode)
    guard forward || backward else { return }
    let perMetre = travel.speed.millisecondsPerMetre
    let ends = (
      backward ? field.time(atNode: Int(network.edgeFrom[edge])) : nil,
      forward ? field.time(atNode: Int(network.edgeTo[edge])) : nil
    )
    let meetings = meetings(with: edge)
    if ends.0 == nil && ends.1 == nil && meetings.isEmpty { return }
    let length = network.edgeLength[edge]
    for i in network.vertexRange(ofEdge: edge).dropLast() {
      var run: [PlanePoint] = []
      let (a, b) = (network.vertices[i], network.vertices[i + 1])
      let (begin, end) = (network.vertexOffset[i], network.vertexOffset[i + 1])
      let n = network.segmentHasAccess[i] ? max(1, ((end - begin) / stepMetres).rounded(.up)) : -1
      for k in stride(from: 0, through: n, by: 1) {
        let at = begin + (end - begin) * k / n
        var time = Double.infinity
        if let t = ends.0 { time = min(time, Double(t.value) + at * perMetre) }
        if let t = ends.1 { time = min(time, Double(t.value) + (length - at) * perMetre) }
        for (position, leg) in meetings
        where position == at || (position > at ? forward : backward) {
          time = min(time, leg + abs(position - at) * perMetre)
        }
        let p = a + (b - a) * (k / n)
        let left = (limit - time) / travel.access.millisecondsPerMetre
        if left >= travel.access.reachMetres {
          run.append(p)
        } else {
          if run.count > 0 { full.append(run.count > 1 ? run : [run[0], p]) }
          run = []
          if left > 0 { discs.append((p, left)) }
        }
      }
      if run.count > 1 { full.append([run[0], run[run.count - 1]]) }
    }
  }

  /// Where the facility's leg may meet an edge: metres along it, and the leg's time.
  private func meetings(with edge: Int) -> [(position: Double, leg: Double)] {
    let network = travel.network
    let reach = travel.access.reachMetres
    var meetings: [(Double, Double)] = []
    for i in network.vertexRange(ofEdge: edge).dropLast() where network.segmentHasAccess[i] {
      let (a, b) = (network.vertices[i], network.vertices[i + 1])
      let (low, high) = (pointwiseMin(a, b) - reach, pointwiseMax(a, b) + reach)
      guard facility.x >= low.x, facility.y >= low.y, facility.x <= high.x, facility.y <= high.y
      else { continue }
      let (begin, end) = (network.vertexOffset[i], network.vertexOffset[i + 1])
      let n = max(1, ((end - begin) / stepMetres).rounded(.up))
      for k in stride(from: 0, through: n, by: 1) {
        let d = a + (b - a) * (k / n) - facility
        let metres = (d.x * d.x + d.y * d.y).squareRoot()
        if metres <= reach {
          meetings.append(
            (begin + (end - begin) * k / n, metres * travel.access.millisecondsPerMetre))
        }
      }
    }
    return meetings
  }
}
