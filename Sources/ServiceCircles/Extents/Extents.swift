import PlaneGeometry
import Streets

extension Community {
  /// The box around its area; nil where it has none.
  package var extent: Box? { Box(around: polygons.lazy.flatMap(\.exterior)) }
}

extension Place {
  /// The box around its geometry; nil where it has none.
  package var extent: Box? {
    var box: Box?
    for part in parts {
      let own: Box? =
        switch part {
        case .point(let point): Box(point)
        case .line(let line): Box(around: line)
        case .area(let polygon): Box(around: polygon.exterior)
        }
      if let own { box = box?.union(own) ?? own }
    }
    return box
  }
}

/// How a layer lies to the ground.
package struct LayerPosition: Hashable, Sendable {
  /// The number of its records that have a place.
  package let all: Int
  /// The number of those that are near the ground.
  package let near: Int
  /// Its middle; nil where no record has a place.
  package let middle: PlanePoint?

  /// How the records of a layer, given as the boxes around them, lie to the ground.
  ///
  /// - Complexity: O(n).
  package init(of boxes: [Box], on ground: Ground) {
    all = boxes.count
    near = boxes.count { ground.isNear($0) }
    // Only what is away needs it.
    middle = near < boxes.count ? Spread(of: boxes.map(\.centre))?.middle : nil
  }

  /// The number of records that are not near.
  package var away: Int { all - near }
  /// The share of records that are near.
  package var share: Double { all == 0 ? 1 : Double(near) / Double(all) }
}
