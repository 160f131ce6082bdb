import PlaneGeometry

/// Where the streets of a file lie, by their own nodes: a header may state anything.
struct StreetExtent {
  /// The median of longitudes and of latitudes.
  let middle: GeographicPoint
  /// The header's box, where it may be true; nil where it states none, or one that cannot be.
  let headerBox: GeographicBox?
  /// The header's box, where it cannot be true.
  let implausibleBox: GeographicBox?

  /// Of how many parts of the nodes a plausible box holds how many.
  private static let (heldParts, allParts) = (9, 10)
  /// How much wider and higher it may be than the box around the middle 98 % of them.
  private static let mostTimes = 2.0

  /// - Complexity: O(n log n) in the nodes.
  init?(_ places: [GeographicPoint], header: GeographicBox?) {
    guard !places.isEmpty else { return nil }
    let longitudes = places.map(\.longitude).sorted()
    let latitudes = places.map(\.latitude).sorted()
    let (middle, last) = (places.count / 2, places.count - 1)
    self.middle = GeographicPoint(longitude: longitudes[middle], latitude: latitudes[middle])
    guard let header else {
      (headerBox, implausibleBox) = (nil, nil)
      return
    }
    let held = places.count { header.contains($0) }
    func span(_ sorted: [Double]) -> Double {
      sorted[last - last / 100] - sorted[last / 100]
    }
    let isPlausible =
      Self.allParts * held >= Self.heldParts * places.count
      && header.max.longitude - header.min.longitude <= Self.mostTimes * span(longitudes)
      && header.max.latitude - header.min.latitude <= Self.mostTimes * span(latitudes)
    headerBox = isPlausible ? header : nil
    implausibleBox = isPlausible ? nil : header
  }
}
