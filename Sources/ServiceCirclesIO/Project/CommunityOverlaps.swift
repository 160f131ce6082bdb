import PlaneGeometry
import ServiceCircles

/// Communities of which another one covers more than half of the same ground, by the smaller of both: one community
/// under two ids, or one that holds another.
///
/// Neighbours share a border, and borders that were drawn twice overlap by a little; nobody draws half a community
/// wrong.
struct CommunityOverlaps {
  /// A community and the first one that covers the same ground.
  struct Pair: Hashable {
    var id: String
    var other: String
    /// The share of the smaller one that both cover.
    var share: Double
  }

  /// Each community that is one too many, once, in the order of the layer.
  private(set) var pairs: [Pair] = []

  /// - Parameter most: No more pairs than these are looked for.
  /// - Complexity: O(n log n) for n communities of which few lie on each other; those of the very same outline are
  ///   found without comparing outlines.
  /// - Throws: `GeometryError` where a geometry cannot be used.
  init(_ communities: [Community], most: Int = .max) throws(GeometryError) {
    var numbers: [[Polygon]: Int] = [:]
    var first: [Int: Int] = [:]
    for (c, community) in communities.enumerated() {
      if let same = numbers[community.polygons] {
        first[c] = same
      } else {
        numbers[community.polygons] = c
      }
    }
    let single = communities.indices.filter { first[$0] == nil }
    let boxes = single.map { Box(around: communities[$0].polygons.lazy.flatMap(\.exterior)) }
    let areas = single.map { communities[$0].polygons.reduce(0) { $0 + $1.areaSquareMetres } }
    let index = GeometryIndex(
      zip(boxes, single.indices).compactMap { box, i in box.map { ($0, i) } })
    let engine = GeometryEngine()
    var shares: [Int: (other: Int, share: Double)] = [:]
    var found = first.count
    for i in single.indices where found < most {
      guard let box = boxes[i] else { continue }
      for j in index.query(box).sorted() {
        if j >= i { break }
        let least = min(areas[i], areas[j])
        // Only boxes that have so much in common may hold outlines that have.
        guard let other = boxes[j], least > 0, Self.common(box, other) > least / 2 else { continue }
        let common = try engine.intersection(
          .multiPolygon(communities[single[i]].polygons),
          .multiPolygon(communities[single[j]].polygons)
        ).areaSquareMetres
        if common > least / 2 {
          shares[single[i]] = (single[j], common / least)
          found += 1
          break
        }
      }
    }
    for (c, community) in communities.enumerated() {
      guard let (other, share) = first[c].map({ ($0, 1) }) ?? shares[c] else { continue }
      pairs.append(Pair(id: community.id, other: communities[other].id, share: share))
    }
  }

  /// The area that two boxes have in common.
  private static func common(_ a: Box, _ b: Box) -> Double {
    let width = min(a.max.x, b.max.x) - max(a.min.x, b.min.x)
    let height = min(a.max.y, b.max.y) - max(a.min.y, b.min.y)
    return max(width, 0) * max(height, 0)
  }
}
