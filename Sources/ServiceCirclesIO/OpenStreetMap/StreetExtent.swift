import PlaneGeometry
import ServiceCircles

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
  /// - Complexity: O(n) on average.
  init?(_ all: [OSMCoordinate], header: OSMBox?) {
    guard let whole = Axes(all) else { return nil }
    let isElsewhere =
      max(abs(whole.middle.longitude), abs(whole.middle.latitude)) > StreetExtent.farFromOrigin
    let places = isElsewhere ? all.filter { $0 != StreetExtent.origin } : all
    guard let axes = places.count == all.count ? whole : Axes(places) else { return nil }
    middle = axes.middle.degrees
    bounds = axes.bounds.degrees
    isOriginNowhere = isElsewhere
    nodesNowhere = all.count - places.count
    let isPlausible = header.map { axes.holds($0, around: places) } ?? false
    headerBox = isPlausible ? header?.degrees : nil
    implausibleBox = isPlausible ? nil : header?.degrees
  }

  /// Whether the middle lies in China with longitude and latitude exchanged: nobody lives there otherwise, between
  /// Svalbard and the pole.
  var seemsExchanged: Bool {
    (73...90).contains(middle.latitude) && (18...54).contains(middle.longitude)
  }

  static let origin = OSMCoordinate(longitude: 0, latitude: 0)
  /// A degree: no town spans it.
  private static let farFromOrigin: Int32 = 10_000_000

  /// The longitudes and the latitudes of nodes.
  private struct Axes {
    let middle: OSMCoordinate
    let bounds: OSMBox
    /// The box around the middle 98 % of the longitudes and of the latitudes.
    let core: OSMBox

    init?(_ places: [OSMCoordinate]) {
      if places.isEmpty { return nil }
      // A double holds every coordinate exactly.
      var longitudes = places.map { Double($0.longitude) }
      var latitudes = places.map { Double($0.latitude) }
      func place(_ rank: Int) -> OSMCoordinate {
        OSMCoordinate(
          longitude: Int32(selected(rank, of: &longitudes)),
          latitude: Int32(selected(rank, of: &latitudes)))
      }
      let last = places.count - 1
      let beyond = places.count / 100
      middle = place(last / 2)
      bounds = OSMBox(min: place(0), max: place(last))
      core = OSMBox(min: place(beyond), max: place(last - beyond))
    }

    /// > it holds nine tenths of the street nodes and is at most twice as wide and high as the box around
    /// > their middle 98 %
    func holds(_ box: OSMBox, around places: [OSMCoordinate]) -> Bool {
      let inside = places.count { box.contains($0) }
      return inside * 10 >= places.count * 9 && box.width <= 2 * core.width
        && box.height <= 2 * core.height
    }
  }
}

/// A box in OpenStreetMap's own unit.
struct OSMBox: Hashable, Sendable {
  var min: OSMCoordinate
  var max: OSMCoordinate

  /// The width; two coordinates may be farther apart than 32 bits hold.
  var width: Int64 { Int64(max.longitude) - Int64(min.longitude) }
  var height: Int64 { Int64(max.latitude) - Int64(min.latitude) }

  /// The box in degrees.
  var degrees: GeographicBox { GeographicBox(min: min.degrees, max: max.degrees) }

  func contains(_ place: OSMCoordinate) -> Bool {
    (min.longitude...max.longitude).contains(place.longitude)
      && (min.latitude...max.latitude).contains(place.latitude)
  }
}
