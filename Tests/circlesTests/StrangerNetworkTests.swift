import Foundation
import Testing

/// Addresses in files are not followed, wherever they stand.
@Suite struct StrangerNetworkTests {
  let stranger: Stranger
  let listener: Listener

  init() throws {
    stranger = try Stranger()
    listener = try Listener()
  }

  private func geoJSON(_ crs: String) -> String {
    """
    {"type":"FeatureCollection","crs":\(crs),"features":[{"type":"Feature",
    "properties":{"id":"a","kind":"MED.clinic"},
    "geometry":{"type":"Point","coordinates":[120.001,30]}}]}
    """
  }

  /// The listener counts: else nothing below would say anything.
  @Test(.timeLimit(.minutes(1))) func whoConnectsIsCounted() {
    defer { listener.end() }
    listener.visit()
    #expect(listener.count == 1)
  }

  @Test func noAddressInAFileIsFollowed() throws {
    defer { listener.end() }
    let address = "http://127.0.0.1:\(listener.port)/"
    let gml = """
      <?xml version="1.0"?><!DOCTYPE x SYSTEM "\(address)x.dtd">
      <ogr:FeatureCollection xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
      xsi:schemaLocation="http://ogr.maptools.org/ \(address)x.xsd"
      xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml">
      <gml:featureMember><ogr:p><ogr:g><gml:Point srsName="\(address)"><gml:coordinates>120.001,30</gml:coordinates></gml:Point></ogr:g>
      <ogr:x xlink:href="\(address)" xmlns:xlink="http://www.w3.org/1999/xlink"/>
      <ogr:id>a</ogr:id><ogr:kind>MED.clinic</ogr:kind></ogr:p></gml:featureMember></ogr:FeatureCollection>
      """
    let kml = """
      <?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
      <NetworkLink><Link><href>\(address)n.kml</href></Link></NetworkLink><Placemark>
      <styleUrl>\(address)s#a</styleUrl><name>a</name>
      <Point><coordinates>120.001,30</coordinates></Point></Placemark></Document></kml>
      """
    let files = [
      "link.geojson": geoJSON(#"{"type":"link","properties":{"href":"\#(address)","type":"wkt"}}"#),
      "url.geojson": geoJSON(#"{"type":"url","properties":{"url":"\#(address)"}}"#),
      "name.geojson": geoJSON(#"{"type":"name","properties":{"name":"\#(address)"}}"#),
      "curl.geojson": geoJSON(#"{"type":"name","properties":{"name":"/vsicurl/\#(address)"}}"#),
      "g.gml": gml, "k.kml": kml, "c.csv": "id,kind,WKT\na,MED.clinic,POINT(120.001 30)\n",
      "c.prj": address, "c.csvt": "String,String,WKT",
    ]
    for (name, text) in files { try stranger.scratch.write(text, to: name) }
    try stranger.writeGeoPackage("d.gpkg", crs: address)
    for name in (files.keys + ["d.gpkg"]).sorted() where !["c.prj", "c.csvt"].contains(name) {
      #expect(try !stranger.run(name).isKilled)
      #expect(listener.count == 0, "\(name)")
    }
    // What the file says is not known; it is not taken for something likely.
    for name in ["link.geojson", "url.geojson"] {
      #expect(try stranger.refused(name).contains("coordinate reference system"))
    }
  }

  /// An output that stands there is looked at, too.
  @Test func noAddressInAnOutputIsFollowed() throws {
    defer { listener.end() }
    let address = "http://127.0.0.1:\(listener.port)/"
    try stranger.scratch.write(
      geoJSON(#"{"type":"link","properties":{"href":"\#(address)"}}"#), to: "old.geojson")
    let run = try stranger.scratch.run(
      "circle", "--network", "town.osm", "--at", "120.001,30", "--minutes", "5", "-o",
      "old.geojson", "--overwrite")
    #expect(run.code == 73 && listener.count == 0, "\(run.errors)")
  }
}
