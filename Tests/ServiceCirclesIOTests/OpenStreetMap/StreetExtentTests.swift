import PlaneGeometry
import TestSupport
import Testing

@testable import ServiceCirclesIO

@Suite struct StreetExtentTests {
  private func place(_ longitude: Double, _ latitude: Double) -> OSMCoordinate {
    OSMCoordinate(
      longitude: Int32((longitude * 1e7).rounded()), latitude: Int32((latitude * 1e7).rounded()))
  }

  private func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> OSMBox {
    OSMBox(min: place(west, south), max: place(east, north))
  }

  /// A city of 0.1° × 0.1° around 120.15, 30.25.
  private var city: [OSMCoordinate] {
    var random = SplitMix(state: 8)
    return (0..<2000).map { _ in
      place(
        .random(in: 120.1...120.2, using: &random), .random(in: 30.2...30.3, using: &random))
    }
  }

  @Test func `the middle is that of the nodes, whatever the header says`() throws {
    for header in [nil, box(0, 0, 180, 90), box(7, 43, 8, 44), box(120.1, 30.2, 120.2, 30.3)] {
      let lies = try #require(StreetExtent(city, header: header))
      #expect(
        abs(lies.middle.longitude - 120.15) < 0.01 && abs(lies.middle.latitude - 30.25) < 0.01)
    }
    // One node at the other end of the world moves it by nothing.
    let stray = city + [place(0, 0)]
    let lies = try #require(StreetExtent(stray, header: nil))
    #expect(abs(lies.middle.longitude - 120.15) < 0.01)
    #expect(StreetExtent([], header: box(0, 0, 1, 1)) == nil)
  }

  @Test func `a box counts where it holds the streets and is not far larger`() {
    func isTaken(_ header: OSMBox) -> Bool? {
      StreetExtent(city, header: header).map {
        $0.headerBox == header.degrees && $0.implausibleBox == nil
      }
    }
    #expect(isTaken(box(120.1, 30.2, 120.2, 30.3)) == true)
    #expect(isTaken(box(120.05, 30.15, 120.24, 30.34)) == true)
    // Ways that are complete reach beyond the box of their extract.
    #expect(isTaken(box(120.101, 30.201, 120.199, 30.299)) == true)
    #expect(isTaken(box(120.12, 30.2, 120.2, 30.3)) == false)
    #expect(isTaken(box(0, 0, 180, 90)) == false)
    #expect(isTaken(box(120.1, 30.2, 120.31, 30.3)) == false)
    #expect(isTaken(box(7, 43, 8, 44)) == false)
  }

  @Test func `ranks are those of sorted nodes`() throws {
    var random = SplitMix(state: 9)
    for count in [1, 2, 3, 99, 100, 101, 1000] {
      let nodes = (0..<count).map { _ in
        place(.random(in: -180...180, using: &random), .random(in: -90...90, using: &random))
      }
      let lies = try #require(StreetExtent(nodes, header: nil))
      let longitudes = nodes.map(\.degrees.longitude).sorted()
      let latitudes = nodes.map(\.degrees.latitude).sorted()
      let middle = (count - 1) / 2
      #expect(lies.middle.longitude == longitudes[middle])
      #expect(lies.middle.latitude == latitudes[middle])
      #expect(lies.bounds.min.longitude == longitudes[0])
      #expect(lies.bounds.max.latitude == latitudes[count - 1])
    }
  }
}
