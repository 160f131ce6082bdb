import PlaneGeometry
import ServiceCircles

/// Facilities that seem to be others under other ids. Those of an earlier layer are of the same kind, and within a
/// metre of each other, or of the same name and near; those of the same layer are of the same kind and name, or
/// both without, and within a metre.
///
/// They are counted and said, and all of them stay: two clinics may share a door.
struct FacilityDoubles {
  /// Two layers by their numbers, the earlier one first, and what they seem to share.
  struct Pair: Hashable {
    var earlier: Int
    var later: Int
    /// How many facilities of the later layer seem to stand in the earlier one.
    var count: Int
    /// The first of them, and its like in the earlier layer.
    var example: String
    var other: String
  }

  /// The longest distance in metres between two that are at the same place.
  static let samePlaceMetres = 1.0
  /// The longest distance in metres between two that are near: positions from several sources differ by so much.
  static let nearMetres = 100.0

  /// The pairs of layers that share something, in the order of the layers.
  private(set) var pairs: [Pair] = []
  /// What a layer has under several ids, as pairs of the layer with itself, in the order of the layers.
  let repetitions: [Pair]

  /// - Parameter layers: The facilities of each layer.
  /// - Complexity: O(n log n) for n facilities, where few are near each other.
  /// - Throws: `GeometryError` where a geometry cannot be used.
  init(_ layers: [[Facility]]) throws(GeometryError) {
    repetitions = layers.enumerated().compactMap { Self.pair(within: $1, layer: $0) }
    guard layers.count > 1 else { return }
    let all = layers.enumerated().flatMap { layer, own in own.map { (layer: layer, facility: $0) } }
    let boxes = all.map { $0.facility.geometry.bounds }
    let index = GeometryIndex(
      zip(boxes, all.indices).compactMap { box, i in box.map { ($0, i) } })
    let engine = GeometryEngine()
    var found: [[Int]: Pair] = [:]
    for (i, later) in all.enumerated() where later.layer > 0 {
      guard let box = boxes[i] else { continue }
      let reach = later.facility.name == nil ? Self.samePlaceMetres : Self.nearMetres
      var seen: Set<Int> = []
      for j in index.query(box.grown(by: reach)) {
        let earlier = all[j]
        guard earlier.layer < later.layer, !seen.contains(earlier.layer),
          earlier.facility.kind == later.facility.kind,
          try Self.isSame(earlier.facility, later.facility, engine)
        else { continue }
        seen.insert(earlier.layer)
        found[
          [earlier.layer, later.layer],
          default: Pair(
            earlier: earlier.layer, later: later.layer, count: 0, example: later.facility.id,
            other: earlier.facility.id)
        ].count += 1
      }
    }
    pairs = found.values.sorted { ($0.later, $0.earlier) < ($1.later, $1.earlier) }
  }

  /// What two facilities of one layer have in common but their ids, in a square of a metre.
  private struct Spot: Hashable {
    var kind: FacilityKind
    var name: String?
    var x: Double
    var y: Double
  }

  /// What a layer has under several ids; nil where that is nothing.
  ///
  /// - Complexity: O(n): of what stands on one spot only what is no such facility is kept, and there is room for
  ///   few of that.
  private static func pair(within facilities: [Facility], layer: Int) -> Pair? {
    var spots: [Spot: [(place: PlanePoint, id: String)]] = [:]
    var pair: Pair?
    for facility in facilities {
      guard let place = facility.geometry.bounds?.centre else { continue }
      let (x, y) = (place.x.rounded(.down), place.y.rounded(.down))
      let name = facility.name?.trimmingBlanks
      func spot(_ dx: Double, _ dy: Double) -> Spot {
        Spot(kind: facility.kind, name: name, x: x + dx, y: y + dy)
      }
      let near = [-1.0, 0, 1].lazy.flatMap { dx in [-1.0, 0, 1].lazy.map { spot(dx, $0) } }
      let other = near.compactMap { spots[$0]?.first { isAtSamePlace($0.place, place) } }.first
      guard let other else {
        spots[spot(0, 0), default: []].append((place, facility.id))
        continue
      }
      let first =
        pair
        ?? Pair(
          earlier: layer, later: layer, count: 0, example: facility.id, other: other.id)
      pair = first
      pair?.count += 1
    }
    return pair
  }

  private static func isAtSamePlace(_ a: PlanePoint, _ b: PlanePoint) -> Bool {
    Box(a).squaredDistance(to: b) <= samePlaceMetres * samePlaceMetres
  }

  private static func isSame(
    _ a: Facility, _ b: Facility, _ engine: GeometryEngine
  ) throws(GeometryError) -> Bool {
    let hasSameName = a.name != nil && a.name?.trimmingBlanks == b.name?.trimmingBlanks
    let most = hasSameName ? nearMetres : samePlaceMetres
    // Most facilities are points, and most of those nearby are others.
    if case .point(let p) = a.geometry, case .point(let q) = b.geometry {
      return Box(p).squaredDistance(to: q) <= most * most
    }
    return try engine.distance(a.geometry, b.geometry).map { $0 <= most } ?? false
  }
}
