import PlaneGeometry

/// Where the streets of a file lie, told by their own nodes and never by the file's header: some programs
/// write the box of the whole world there, or that of the file that an extract was cut from.
struct StreetSpread {
  /// The median of the longitudes, and that of the latitudes.
  let middle: GeographicPoint
  /// The box around all nodes but those without a place.
  let bounds: GeographicBox
  /// The header's box where it is plausible.
  let extent: GeographicBox?
  /// The header's box where it is not.
  let implausibleBox: GeographicBox?
  /// Whether nodes at 0° east, 0° north are without a place: the streets lie elsewhere.
  let isOriginNowhere: Bool
  /// How many nodes that are.
  let nodesNowhere: Int

  /// The spread of the streets; nil where no street has a node.
  ///
  /// - Complexity: O(n log n).
  init?(_ data: OSMStreetData) {
    let all = (0..<data.nodeCount).map { data.location(ofNode: $0) }
    guard let middle = Axis(all)?.middle else { return nil }
    let isElsewhere =
      max(abs(middle.longitude), abs(middle.latitude)) > StreetSpread.farFromOrigin
    let places = isElsewhere ? all.filter { $0 != StreetSpread.origin } : all
    guard let axis = Axis(places) else { return nil }
    self.middle = axis.middle.degrees
    bounds = axis.bounds
    isOriginNowhere = isElsewhere
    nodesNowhere = all.count - places.count
    let isPlausible = data.headerBox.map { axis.holds($0, around: places) } ?? false
    extent = isPlausible ? data.box : nil
    implausibleBox = isPlausible ? nil : data.box
  }

  static let origin = OSMCoordinate(longitude: 0, latitude: 0)
  /// A degree: no town spans it.
  private static let farFromOrigin: Int32 = 10_000_000

  /// The longitudes and the latitudes of nodes, each in order.
  private struct Axis {
    let longitudes: [Int32]
    let latitudes: [Int32]

    init?(_ places: [OSMCoordinate]) {
      if places.isEmpty { return nil }
      longitudes = places.map(\.longitude).sorted()
      latitudes = places.map(\.latitude).sorted()
    }

    var middle: OSMCoordinate {
      let i = (longitudes.count - 1) / 2
      return OSMCoordinate(longitude: longitudes[i], latitude: latitudes[i])
    }

    var bounds: GeographicBox {
      let last = longitudes.count - 1
      return GeographicBox(
        min: OSMCoordinate(longitude: longitudes[0], latitude: latitudes[0]).degrees,
        max: OSMCoordinate(longitude: longitudes[last], latitude: latitudes[last]).degrees)
    }

    /// > it holds nine tenths of the street nodes and is at most twice as wide and high as the box around
    /// > their middle 98 %
    func holds(_ box: OSMBox, around places: [OSMCoordinate]) -> Bool {
      let inside = places.count { box.contains($0) }
      return inside * 10 >= places.count * 9
        && Int64(box.max.longitude) - Int64(box.min.longitude) <= 2 * Axis.core(of: longitudes)
        && Int64(box.max.latitude) - Int64(box.min.latitude) <= 2 * Axis.core(of: latitudes)
    }

    /// How far the middle 98 % of some sorted values lie apart.
    private static func core(of values: [Int32]) -> Int64 {
      let left = values.count / 100
      return Int64(values[values.count - 1 - left]) - Int64(values[left])
    }
  }
}

/// A box in OpenStreetMap's own unit.
struct OSMBox: Hashable, Sendable {
  var min: OSMCoordinate
  var max: OSMCoordinate

  func contains(_ place: OSMCoordinate) -> Bool {
    (min.longitude...max.longitude).contains(place.longitude)
      && (min.latitude...max.latitude).contains(place.latitude)
  }
}
