import PlaneGeometry
import ServiceCircles
import Streets

extension InputReading {
  /// Looks that homes or facilities are not the communities again, from a file that was mistaken for theirs.
  ///
  /// By the boxes of what has an area, to a metre; points say nothing about it.
  ///
  /// - Throws: ``LayerError`` of the reason communitiesAgain for more than half of them, where that was not accepted.
  /// - Complexity: O(n) in places and communities.
  func checkOutlines(
    of places: [Place], _ role: String, _ source: LayerSource, against communities: [Community]
  ) throws(LayerError) {
    // One community may be one compound.
    guard !project.acceptsLosses, communities.count > 1 else { return }
    let outlines = Set(communities.compactMap { $0.extent.map(Self.toMetres) })
    let count = places.count { place in
      place.isArea && place.extent.map { outlines.contains(Self.toMetres($0)) } == true
    }
    guard count * 2 > places.count else { return }
    throw LayerError(
      .communitiesAgain(role, count, of: places.count), file: source.shownPath, layer: source.layer)
  }

  private static func toMetres(_ box: Box) -> [PlanePoint] {
    [box.min, box.max].map { $0.rounded(.toNearestOrEven) }
  }
}
