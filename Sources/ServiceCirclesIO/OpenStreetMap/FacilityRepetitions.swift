import PlaneGeometry
import ServiceCircles

/// A facility and the object that it comes from.
struct MappedFacility {
  var feature: Int
  var facility: Facility
}

/// Facilities of which each counts once, though some are mapped twice.
///
/// The same are, of one kind, with the same name or one of them without, and with no deciding tag in which
/// they differ: an outer way and its relation; two on the same outline or spot; a point in an area. Where
/// only the kind tells that a point is the area's, it must be the only such point in it: a food court holds
/// many restaurants.
struct FacilityRepetitions {
  /// What counts, in the order given, with the names of what was dropped where they had none.
  private(set) var facilities: [Facility] = []
  /// What was dropped, in the order given, and the id of what counts instead.
  private(set) var dropped: [(Facility, other: String)] = []

  private var all: [MappedFacility]
  private let data: OSMFeatureData
  private let keys: [String]
  /// For what is dropped: the number of what counts instead.
  private var other: [Int: Int] = [:]

  /// - Parameter keys: the keys whose values make a facility.
  init(_ all: [MappedFacility], _ data: OSMFeatureData, keys: Set<String>) throws {
    self.all = all
    self.data = data
    self.keys = keys.sorted()
    dropOuterWays()
    dropOnSameOutline()
    try dropPointsInAreas()
    for (i, mapped) in self.all.enumerated() {
      if let other = other[i] {
        dropped.append((mapped.facility, self.all[other].facility.id))
      } else {
        facilities.append(mapped.facility)
      }
    }
  }

  private enum Likeness { case none, byKind, byName }

  /// How far two of the same kind look like one thing.
  private func likeness(_ a: Int, _ b: Int) -> Likeness {
    let (p, q) = (all[a], all[b])
    guard p.facility.kind == q.facility.kind else { return .none }
    let areTagsAlike = keys.allSatisfy { key in
      let (v, w) = (data.value(p.feature, key), data.value(q.feature, key))
      return v.isEmpty || w.isEmpty || v == w
    }
    guard areTagsAlike else { return .none }
    if let name = p.facility.name, let other = q.facility.name {
      return name == other ? .byName : .none
    }
    return .byKind
  }

  private mutating func drop(_ i: Int, for kept: Int) {
    other[i] = kept
    if all[kept].facility.name == nil { all[kept].facility.name = all[i].facility.name }
  }

  private mutating func dropOuterWays() {
    let outerWays = data.outerWays { _, _ in true }
    if outerWays.isEmpty { return }
    let byFeature = Dictionary(grouping: all.indices) { all[$0].feature }
    for i in all.indices {
      guard let relation = outerWays[all[i].feature] else { continue }
      if let kept = byFeature[relation]?.first(where: { likeness(i, $0) != .none }) {
        drop(i, for: kept)
      }
    }
  }

  private struct Outline: Hashable {
    var kind: FacilityKind
    var isArea: Bool
    var points: [OSMCoordinate]
  }

  private mutating func dropOnSameOutline() {
    var known: [Outline: [Int]] = [:]
    for i in all.indices where other[i] == nil {
      let feature = all[i].feature
      let outline = Outline(
        kind: all[i].facility.kind, isArea: data.isArea(feature), points: data.outline(feature))
      if let same = known[outline]?.first(where: { likeness(i, $0) != .none }) {
        drop(i, for: same)
      } else {
        known[outline, default: []].append(i)
      }
    }
  }

  private mutating func dropPointsInAreas() throws {
    let left = all.indices.filter { other[$0] == nil }
    let points = left.filter { data.isPoint(all[$0].feature) }
    let index = GeometryIndex(
      points.compactMap { i in all[i].facility.geometry.bounds.map { ($0, i) } })
    let engine = GeometryEngine()
    for area in left where all[area].facility.geometry.dimension == 2 {
      let geometry = all[area].facility.geometry
      guard let box = geometry.bounds else { continue }
      let candidates = index.query(box.aroundOutline).filter {
        other[$0] == nil && likeness($0, area) != .none
      }
      if candidates.isEmpty { continue }
      let prepared = try PreparedGeometry(geometry, on: engine)
      let inside = try candidates.filter { i in
        try all[i].facility.geometry.points.first.map { try prepared.isAt($0) } ?? false
      }
      let named = inside.filter { likeness($0, area) == .byName }
      let unnamed = inside.filter { likeness($0, area) == .byKind }
      for i in named { drop(i, for: area) }
      if unnamed.count == 1 { drop(unnamed[0], for: area) }
    }
  }
}
