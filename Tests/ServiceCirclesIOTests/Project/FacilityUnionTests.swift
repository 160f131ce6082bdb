import PlaneGeometry
import ServiceCircles
import Streets
import Testing

@testable import ServiceCirclesIO

@Suite struct FacilityUnionTests {
  private func facility(
    _ id: String, _ x: Double, _ kind: FacilityKind = FacilityKind(.medical, "clinic")
  ) -> Facility {
    let point = PlanePoint(x: x, y: 0)
    return Facility(place: Place(id: id, at: point), kind: kind, geometry: .point(point))
  }

  private func layer(
    _ path: String, _ facilities: [Facility], layer: String? = nil,
    originals: [String: String] = [:]
  ) -> FacilityUnion.Layer {
    let source = LayerSource(path: path, layer: layer)
    return FacilityUnion.Layer(
      source: source, description: source.description, facilities: facilities,
      originalIDs: originals)
  }

  /// Eight files of numbered records, as they come without a column of ids.
  @Test func `numbers of several layers are told apart, in whatever order the layers stand`() {
    let layers = (0..<8).map { file in
      layer(
        "in/f\(file).csv",
        (1...(10 + file)).map { facility("\($0)", Double(1000 * file + $0)) })
    }
    let union = FacilityUnion(layers)
    #expect(union.facilities.count == layers.reduce(0) { $0 + $1.facilities.count })
    #expect(Set(union.facilities.map(\.id)).count == union.facilities.count)
    #expect(union.identicalCounts == layers.map { _ in 0 })
    // The last number of the longest file stands in no other.
    #expect(union.facilities.contains { $0.id == "f3/7" } && union.facilities.last?.id == "17")
    #expect(union.issues.map(\.problem.key) == layers.map { _ in "place.shared_id" })
    let turned = FacilityUnion(layers.reversed())
    #expect(
      Set(turned.facilities.map { "\($0.id) \($0.geometry)" })
        == Set(union.facilities.map { "\($0.id) \($0.geometry)" }))
  }

  @Test func `facilities that say the same in two layers are one, and keep their id`() {
    let union = FacilityUnion([
      layer("a.csv", [facility("1", 1), facility("2", 2)]),
      layer("b.csv", [facility("1", 1), facility("2", 3), facility("3", 3)]),
    ])
    #expect(union.facilities.map(\.id) == ["1", "a/2", "b/2", "3"])
    #expect(union.identicalCounts == [0, 1])
    #expect(
      union.issues.map { "\($0.layer) \($0.problem.key)" } == [
        "a.csv place.shared_id", "b.csv place.shared_id", "b.csv place.identical_elsewhere",
      ])
  }

  @Test func `the same file twice is one layer, whatever ids were made`() {
    let rows = [facility("1", 1), facility("1#2", 2), facility("x", 3)]
    let once = layer("a.csv", rows, originals: ["1#2": "1"])
    // The other way round in another file.
    let turned = layer(
      "b.csv", [facility("1", 2), facility("1#2", 1)], originals: ["1#2": "1"])
    let union = FacilityUnion([once, once, turned])
    #expect(union.facilities.map(\.id) == ["1", "1#2", "x"])
    #expect(union.identicalCounts == [0, 3, 2])
  }

  @Test func `layers of one name are told apart by their folders, endings and layers`() {
    func ids(_ layers: [(String, String?)]) -> [String] {
      FacilityUnion(
        layers.enumerated().map { i, name in
          layer(name.0, [facility("1", Double(i))], layer: name.1)
        }
      ).facilities.map(\.id)
    }
    #expect(ids([("n/poi.csv", nil), ("s/poi.csv", nil)]) == ["n/poi.csv/1", "s/poi.csv/1"])
    #expect(ids([("poi.csv", nil), ("poi.shp", nil)]) == ["poi.csv/1", "poi.shp/1"])
    #expect(ids([("a.gpkg", "poi"), ("b.gpkg", "poi")]) == ["a.poi/1", "b.poi/1"])
    #expect(ids([("a.gpkg", "x"), ("a.gpkg", "y"), ("a.csv", nil)]) == ["x/1", "y/1", "a/1"])
    // Two parts of one layer have no other name.
    let parts = ids([("a.csv", nil), ("a.csv", nil)])
    #expect(parts[0].hasSuffix("a.csv/1") && parts[1] == parts[0] + "#2")
  }

  @Test func `a prefixed id gives way to one that a record has of its own`() {
    let union = FacilityUnion([
      layer("a.csv", [facility("1", 1)]), layer("b.csv", [facility("1", 2), facility("a/1", 3)]),
    ])
    #expect(union.facilities.map(\.id) == ["a/1#2", "b/1", "a/1"])
  }
}
