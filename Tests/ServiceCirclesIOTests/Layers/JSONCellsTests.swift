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
      guard case .repeatedMember(member)? = reason(collection(text)) else {
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
    ("1e3", 1000),
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

  /// A text in a feature, as the last of four.
  private func features(_ others: [String], _ households: String, _ more: String = "") -> String {
    let all =
      others + [
        #"{"type":"Feature",\#(more)"properties":{"households":\#(households)},\#(Self.point)}"#
      ]
    return #"{"type":"FeatureCollection","features":[\#(all.joined(separator: ","))]}"#
  }

  @Test(arguments: [#""properties":null,"#, #""properties":[],"#, ""])
  func `a feature without properties shifts no value to another`(properties: String) throws {
    let bare = #"{"type":"Feature",\#(properties)\#(Self.point)}"#
    let seven = #"{"type":"Feature","properties":{"households":7},\#(Self.point)}"#
    let table = try homes(features([bare, seven, bare], "true"))
    #expect(table.rows.map(\.households) == [nil, 7, nil, nil])
    #expect(table.issues.map(\.feature).contains("3"))
  }

  /// GDAL takes the members of such a feature for its properties, each as a text.
  @Test(
    arguments: [
      ("true", nil), (#""1,250""#, 1250), ("1250.7", nil), (#"{"a":7}"#, nil),
      ("1250", 1250), ("1e3", 1000),
    ], ["", #""properties":null,"#])
  func `members in the place of properties are what the file says`(
    value: (String, Int?), properties: String
  ) throws {
    let bare = #"{"type":"Feature",\#(properties)"households":\#(value.0),\#(Self.point)}"#
    #expect(try homes(features([bare], "7")).rows.map(\.households) == [value.1, 7])
  }

  @Test func `members beside properties are none`() throws {
    let beside =
      #"{"type":"Feature","households":true,"properties":{"households":5},\#(Self.point)}"#
    #expect(try homes(features([beside], "7")).rows.map(\.households) == [5, 7])
    let after =
      #"{"type":"Feature","properties":{"households":5},"households":true,\#(Self.point)}"#
    #expect(try homes(features([after], "7")).rows.map(\.households) == [5, 7])
  }

  @Test func `features of one number stop where a value would be another's`() throws {
    let other = #"{"type":"Feature","id":3,"properties":{"households":7},\#(Self.point)}"#
    #expect(
      reason(features([other], "true", #""id":3,"#))
        == .unclearFeature(column: "households", value: "true"))
    #expect(try homes(features([other], "8", #""id":3,"#)).rows.map(\.households) == [7, 8])
    #expect(try homes(features([other], "true", #""id":1,"#)).rows.map(\.households) == [7, nil])
  }

  @Test func `features go by lines, and one may be alone`() throws {
    let seven = #"{"type":"Feature","properties":{"households":7},\#(Self.point)}"#
    let bare = #"{"type":"Feature","properties":null,\#(Self.point)}"#
    let yes = #"{"type":"Feature","properties":{"households":true},\#(Self.point)}"#
    let lines = [bare, seven, #"{"note":1}"#, yes]
    #expect(
      try homes([bare, seven, yes].joined(separator: "\n"), name: "l.geojsonl").rows
        .map(\.households) == [nil, 7, nil])
    #expect(try homes(yes).rows.map(\.households) == [nil])
    // GDAL leaves out what is no feature; whose the value is, is then not known.
    do {
      _ = try homes(lines.joined(separator: "\n"), name: "m.geojsonl")
      Issue.record("it was read")
    } catch {
      #expect(
        (error as? LayerError)?.reason == .unclearFeature(column: "households", value: "true"))
    }
  }

  /// A topology does not say its system: who uses it does.
  @Test func `shapes of a topology keep their values`() throws {
    func households(_ properties: [String]) throws -> [Int?] {
      let shapes = properties.map { #"{"type":"Point",\#($0)"coordinates":[120,30]}"# }
      var source = LayerSource(
        path: try folder.write(
          #"{"type":"Topology","objects":{"a":{"type":"GeometryCollection","geometries":["#
            + shapes.joined(separator: ",") + #"]}},"arcs":[]}"#, to: "t.topojson"))
      source.crs = "EPSG:4326"
      return try PlaceReader(
        source, role: "residences", plane: try WorkingPlane(srid: 4549)
      ).residences().rows.map(\.households)
    }
    let (seven, yes) = (#""properties":{"households":7},"#, #""properties":{"households":true},"#)
    #expect(try households([seven, yes, seven]) == [7, nil, 7])
    #expect(try households([seven, "", seven]) == [7, nil, 7])
    do {
      Issue.record("read: \(try households(["", seven, yes]))")
    } catch {
      #expect(
        (error as? LayerError)?.reason == .unclearFeature(column: "households", value: "true"))
    }
  }

  private func esri(_ features: String..., fields: String = "") -> String {
    """
    {"geometryType":"esriGeometryPoint","spatialReference":{"wkid":4326},
    "fields":[\(fields){"name":"id","type":"esriFieldTypeString"},
    {"name":"households","type":"esriFieldTypeInteger"}],
    "features":[\(features.joined(separator: ","))]}
    """
  }

  private func households(_ text: String) throws -> [String] {
    try homes(text, name: "e.json").rows.map { "\($0.id) \($0.households.map(String.init) ?? "-")" }
  }

  private static let place = #""geometry":{"x":120,"y":30}"#

  @Test(arguments: [#"{"a":7}"#, "NaN", "-Infinity"])
  func `what is no number in ESRI's JSON is none`(value: String) throws {
    let lines = try households(
      esri(#"{"attributes":{"id":"a","households":\#(value)},\#(Self.place)}"#))
    #expect(lines == ["a -"])
  }

  @Test(arguments: ["TRUE", "False", "Null"])
  func `words that are no JSON stop`(value: String) throws {
    let text = esri(#"{"attributes":{"id":"a","households":\#(value)},\#(Self.place)}"#)
    do {
      _ = try households(text)
      Issue.record("read: \(value)")
    } catch {
      #expect((error as? LayerError)?.reason == .notJSON)
    }
  }

  /// GDAL finds the names of ESRI's JSON in capitals, too.
  @Test func `capitals make no other name of a declared column`() throws {
    #expect(
      try households(esri(#"{"Attributes":{"ID":"a","Households":"1,250"},\#(Self.place)}"#))
        == ["a 1250"])
  }

  @Test func `features of ESRI's JSON without attributes shift no value`() throws {
    let text = esri(
      "{\(Self.place)}", #"{"attributes":{"id":"b","households":"1,250"},\#(Self.place)}"#,
      #"{"attributes":null,\#(Self.place)}"#,
      #"{"attributes":{"id":"d","households":7},\#(Self.place)}"#)
    let lines = try households(text)
    #expect(lines.filter { $0.hasPrefix("b") || $0.hasPrefix("d") } == ["b 1250", "d 7"])
  }

  /// GDAL gives the features of ESRI's JSON in the order of their numbers.
  @Test func `features of ESRI's JSON go by their numbers`() throws {
    func feature(_ number: String, _ id: String, _ households: String) -> String {
      #"{"attributes":{"n":\#(number),"id":"\#(id)","households":\#(households)},\#(Self.place)}"#
    }
    let field = #"{"name":"n","type":"esriFieldTypeOID"},"#
    let lines = try households(
      esri(
        feature("30", "a", #""1,250""#), feature("20", "b", "2"), feature("10", "c", "3"),
        fields: field))
    #expect(lines == ["c 3", "b 2", "a 1250"])
    do {
      let text = esri(feature("3", "a", #""1,250""#), feature("3", "b", "2"), fields: field)
      Issue.record("read: \(try households(text))")
    } catch {
      guard case .unclearFeature? = (error as? LayerError)?.reason else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test(arguments: [
    (#"{"type":"FeatureCollection","features":[],"features":[%]}"#, "features"),
    (#"{"type":"FeatureCollection","type":"FeatureCollection","features":[%]}"#, "type"),
    (
      #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4490"}},"crs":{"type":"name","properties":{"name":"EPSG:4326"}},"features":[%]}"#,
      "crs"
    ),
    (
      #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4490","name":"EPSG:4549"}},"features":[%]}"#,
      "name"
    ),
    (
      #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[120,30],"coordinates":[121,31]}}]}"#,
      "coordinates"
    ),
    (
      #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"Properties":{"households":2},"geometry":null}]}"#,
      "properties"
    ),
  ])
  func `a name that an object has twice stops`(text: String, name: String) throws {
    let feature = #"{"type":"Feature","properties":{"households":2},\#(Self.point)}"#
    #expect(reason(text.replacing("%", with: feature)) == .repeatedMember(name))
  }

  @Test func `a NUL is in no name, and in no text but a property's`() throws {
    for text in [
      collection(#""properties":{"households\u0000x":1250},"# + Self.point),
      collection(#""properties":{"households":2},"# + Self.point, #""name":"a\u0000b","#),
      String(collection(#""properties":{"households":2},"# + Self.point).dropLast(1))
        + #","name":"a\u0000b"}"#,
      collection(
        #""properties":{"households":2},"# + Self.point,
        #""crs":{"type":"name","properties":{"name":"EPSG:4490\u0000"}},"#),
      collection("\"properties\":{\"households\":2,\"name\":\"a\0b\"}," + Self.point),
    ] { #expect(reason(text) == .notJSON, "\(text)") }
    let long = String(repeating: "x", count: 10_000)
    for value in [#"12\u0000"# + long, "12" + #"\u0000"#] {
      let table = try homes(collection(#""properties":{"households":"\#(value)"},"# + Self.point))
      #expect(table.rows.map(\.households) == [nil], "\(value.prefix(20))")
    }
    // An escape of another character, and a backslash before the letters of one.
    let others = #""properties":{"households":"\u0037","name":"\\u0000 \u00000"},"#
    #expect(reason(collection(others + Self.point)) == nil)
    // Some programs fill the end of a file.
    let filled = collection(#""properties":{"households":2},"# + Self.point) + "\n\0\0\0"
    #expect(JSONCells(try folder.write(filled, to: "f.json")).isForeign == false)
  }
}
