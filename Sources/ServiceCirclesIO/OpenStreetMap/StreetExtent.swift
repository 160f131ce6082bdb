import PlaneGeometry

/// Where the streets of a file lie, told by their own nodes and never by the file's header: some programs
/// write the box of the whole world there, or that of the file that an extract was cut from.
struct StreetExtent {
  /// The median of the longitudes, and that of the latitudes.
  let middle: GeographicPoint
  /// The box around all nodes but those without a place.
  let bounds: GeographicBox
  /// The header's box where it is plausible.
  let headerBox: GeographicBox?
  /// The header's box where it is not.
  let implausibleBox: GeographicBox?
  /// Whether nodes at 0° east, 0° north are without a place: the streets lie elsewhere.
  let isOriginNowhere: Bool
  /// How many nodes that are.
  let nodesNowhere: Int

  /// The extent of the streets of a file; nil where no street has a node.
  init?(_ data: OSMStreetData) {
    self.init((0..<data.nodeCount).map { data.location(ofNode: $0) }, header: data.headerBox)
  }

  /// The extent of streets with these nodes, in a file whose header states a box or none; nil without nodes.
  ///
  /// - Complexity: O(n) where the nodes are spread, O(n log n) at worst.
  init?(_ all: [OSMCoordinate], header: OSMBox?) {
    guard let middle = Axes(all)?.place(\.middle) else { return nil }
    let isElsewhere =
      max(abs(middle.longitude), abs(middle.latitude)) > StreetExtent.farFromOrigin
    let places = isElsewhere ? all.filter { $0 != StreetExtent.origin } : all
    guard let axes = Axes(places) else { return nil }
    self.middle = axes.place(\.middle).degrees
    bounds = GeographicBox(
      min: axes.place(\.least).degrees, max: axes.place(\.greatest).degrees)
    isOriginNowhere = isElsewhere
    nodesNowhere = all.count - places.count
    let isPlausible = header.map { axes.holds($0, around: places) } ?? false
    headerBox = isPlausible ? header?.degrees : nil
    implausibleBox = isPlausible ? nil : header?.degrees
  }

  static let origin = OSMCoordinate(longitude: 0, latitude: 0)
  /// A degree: no town spans it.
  private static let farFromOrigin: Int32 = 10_000_000

  /// The longitudes and the latitudes of nodes.
  private struct Axes {
    let longitudes: RankedValues
    let latitudes: RankedValues

    init?(_ places: [OSMCoordinate]) {
      if places.isEmpty { return nil }
      longitudes = RankedValues(places.map(\.longitude))
      latitudes = RankedValues(places.map(\.latitude))
    }

    func place(_ rank: (RankedValues) -> Int32) -> OSMCoordinate {
      OSMCoordinate(longitude: rank(longitudes), latitude: rank(latitudes))
    }

    /// > it holds nine tenths of the street nodes and is at most twice as wide and high as the box around
    /// > their middle 98 %
    func holds(_ box: OSMBox, around places: [OSMCoordinate]) -> Bool {
      let inside = places.count { box.contains($0) }
      return inside * 10 >= places.count * 9
        && Int64(box.max.longitude) - Int64(box.min.longitude) <= 2 * longitudes.core
        && Int64(box.max.latitude) - Int64(box.min.latitude) <= 2 * latitudes.core
    }
  }
}

/// Values of which a few are wanted by their rank: a histogram finds them in a province's ten million nodes
/// sooner than sorting would.
private struct RankedValues {
  private let values: [Int32]
  /// How many values have these upper 16 bits.
  private let upper: [Int]

  init(_ values: [Int32]) {
    self.values = values
    var upper = [Int](repeating: 0, count: 1 << 16)
    for value in values { upper[RankedValues.upper(value)] += 1 }
    self.upper = upper
  }

  /// The value that so many others come before, in ascending order.
  ///
  /// - Precondition: 0 ≤ rank < count.
  /// - Complexity: O(n).
  subscript(rank: Int) -> Int32 {
    var left = rank
    var bucket = 0
    while left >= upper[bucket] {
      left -= upper[bucket]
      bucket += 1
    }
    let near = values.filter { RankedValues.upper($0) == bucket }.sorted()
    return near[left]
  }

  var middle: Int32 { self[(values.count - 1) / 2] }
  var least: Int32 { self[0] }
  var greatest: Int32 { self[values.count - 1] }

  /// How far the middle 98 % lie apart.
  var core: Int64 {
    let beyond = values.count / 100
    return Int64(self[values.count - 1 - beyond]) - Int64(self[beyond])
  }

  private static func upper(_ value: Int32) -> Int {
    Int(UInt32(bitPattern: value) ^ 0x8000_0000) >> 16
  }
}

/// A box in OpenStreetMap's own unit.
struct OSMBox: Hashable, Sendable {
  var min: OSMCoordinate
  var max: OSMCoordinate

  /// The box in degrees.
  var degrees: GeographicBox { GeographicBox(min: min.degrees, max: max.degrees) }

  func contains(_ place: OSMCoordinate) -> Bool {
    (min.longitude...max.longitude).contains(place.longitude)
      && (min.latitude...max.latitude).contains(place.latitude)
  }
}
