/// Straight distances to the nearest of many places.
package struct PlaceDistances: Sendable {
  private let tree: OutlineTree

  /// Indexes the places.
  ///
  /// - Complexity: O(n log n).
  package init(to places: [Place]) { tree = OutlineTree(places.map { Outline($0) }) }

  /// Whether any of the places lies within a straight distance of another place.
  package func isAny(within metres: Double, of place: Place) -> Bool {
    var isFound = false
    tree.forEach(near: Outline(place), within: metres) { _, _ in
      isFound = true
      return -1
    }
    return isFound
  }
}
