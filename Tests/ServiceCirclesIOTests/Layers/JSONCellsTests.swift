import Foundation
import PlaneGeometry
import ServiceCircles
import Testing

@testable import ServiceCirclesIO

/// What a file of JSON says that GDAL reads in its own way.
@Suite struct JSONCellsTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let point = #""geometry":{"type":"Point","coordinates":[120,30]}"#

  private func homes(_ text: String, name: String = "h.geojson") throws -> PlaceTable<Residence> {
    try PlaceReader(
      LayerSource(path: try folder.write(text, to: name)), role: "residences",
      plane: try WorkingPlane(srid: 4549)
    ).residences()
  }

  private func collection(_ feature: String, _ more: String = "") -> String {
    #"{"type":"FeatureCollection",\#(more)"features":[{"type":"Feature",\#(feature)}]}"#
  }

  private func reason(_ text: String) -> LayerError.Reason? {
    do {
      _ = try homes(text)
    } catch let error as LayerError {
      return error.reason
    } catch {}
    return nil
  }

  @Test(arguments: [
    #""properties":{"households":1250 /* " */,"households":2},"#,
    #""properties":{'households':1250,'households':2},"#,
    #""properties":{"households":2}, // the end"# + "\n",
  ])
  func `comments and single quotes are no JSON`(properties: String) throws {
    // GDAL refuses some of them itself.
    switch reason(collection(properties + Self.point)) {
    case .notJSON, .cannotOpen: break
    case let other: Issue.record("\(String(describing: other)): \(properties)")
    }
    var cells = JSONCells(
      try folder.write(collection(properties + Self.point), to: "c.json"))
    #expect(cells.isForeign)
    cells = JSONCells(try folder.write(collection(Self.point), to: "c.json"))
    #expect(!cells.isForeign)
    let text = #""properties":{"households":2,"name":"a/b 'c' // d"},"# + Self.point
    #expect(try homes(collection(text)).rows.map(\.households) == [2])
  }

  @Test func `a feature has its properties and its geometry once`() throws {
    for (text, member) in [
      (#""properties":{"households":1},"properties":{"households":2},"# + Self.point, "properties"),
      (#""properties":{"households":1},\#(Self.point),"# + Self.point, "geometry"),
    ] {
      guard case .repeatedColumn(member)? = reason(collection(text)) else {
        Issue.record("read: \(text)")
        continue
      }
    }
    // Within properties they are names as others are.
    let inner = #""properties":{"households":2,"x":{"geometry":1,"properties":2}},"# + Self.point
    #expect(try homes(collection(inner)).rows.map(\.households) == [2])
  }

  @Test func `the system of a file is no feature, and one that nobody knows is none`() throws {
    let feature = #""properties":{"households":true,"n":1},"# + Self.point
    func system(_ name: String, _ key: String = "name") -> String {
      #""crs":{"type":"name","properties":{"\#(key)":"\#(name)"}},"#
    }
    let other = #",{"type":"Feature","properties":{"households":7},\#(Self.point)}]}"#
    for known in ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4490", "urn:ogc:def:crs:EPSG::4326"] {
      let text = collection(feature, system(known)).dropLast(2) + other
      let table = try homes(String(text))
      #expect(table.rows.map(\.households) == [nil, 7], "\(known)")
    }
    for unknown in ["EPSG:999999", "file:///a/path", "http://example.org/crs", "/a/path"] {
      for key in ["name", "href"] {
        guard case .missingCRS? = reason(collection(feature, system(unknown, key))) else {
          Issue.record("read: \(unknown)")
          continue
        }
      }
    }
  }

  /// The columns of ESRI's JSON have declared types, to which GDAL makes every value fit.
  @Test(arguments: [
    (#""1,250""#, 1250), (#""12abc""#, nil), ("1250.7", nil), ("99999999999", 99_999_999_999),
    ("true", nil), ("[1250]", nil), ("1250", 1250), (#""1250""#, 1250), ("null", nil),
  ])
  func `values of ESRI's JSON are those of the file`(value: String, households: Int?) throws {
    let text = """
      {"geometryType":"esriGeometryPoint","spatialReference":{"wkid":4326},
      "fields":[{"name":"id","type":"esriFieldTypeString"},
      {"name":"households","type":"esriFieldTypeInteger"}],
      "features":[{"attributes":{"id":"a","households":\(value)},"geometry":{"x":120,"y":30}}]}
      """
    let table = try homes(text, name: "h.json")
    #expect(table.format == "ESRIJSON")
    #expect(table.rows.map(\.households) == [households])
  }
}
