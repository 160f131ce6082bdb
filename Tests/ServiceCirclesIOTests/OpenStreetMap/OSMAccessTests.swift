import ServiceCirclesIO
import Streets
import Testing

/// Tags against what they mean, each case a way of its own through a file.
@Suite struct OSMAccessTests {
  /// `w` and `c` forward, `W` and `C` backward; `!` before: restricted; empty: not in the network.
  typealias Case = (tags: String, meaning: String)

  static let kinds: [Case] =
    [
      "trunk", "trunk_link", "primary", "primary_link", "secondary", "secondary_link", "tertiary",
      "tertiary_link", "unclassified", "residential", "living_street", "path", "service", "track",
      "road",
    ].map { ("highway=\($0)", "wWcC") }
    + ["pedestrian", "footway", "steps"].map { ("highway=\($0)", "wW") }
    + [("highway=cycleway", "cC")]
    + [
      "bridleway", "motorway", "motorway_link", "construction", "proposed", "raceway", "platform",
      "corridor", "elevator", "bus_guideway", "no",
    ].map { ("highway=\($0)", "") }
    + [("route=ferry", ""), ("building=yes", "")]

  static let walking: [Case] = [
    ("highway=residential foot=no", "cC"),
    ("highway=residential foot=private", "cC"),
    ("highway=residential foot=destination", "wWcC"),
    ("highway=residential access=no", "!wWcC"),
    ("highway=residential access=private", "!wWcC"),
    ("highway=residential access=customers", "wWcC"),
    ("highway=residential access=destination", "wWcC"),
    ("highway=residential access=no foot=yes", "wW"),
    ("highway=residential access=private foot=designated", "wW"),
    ("highway=residential access=private foot=permissive", "wW"),
    ("highway=residential access=private foot=destination", "!wWcC"),
    ("highway=residential access=yes foot=no bicycle=no", "!wWcC"),
    ("highway=residential vehicle=no", "wW"),
    ("highway=steps access=private", "!wW"),
    ("highway=cycleway foot=yes", "wWcC"),
    ("highway=cycleway foot=designated", "wWcC"),
    ("highway=cycleway foot=permissive", "wWcC"),
    ("highway=cycleway foot=destination", "cC"),
    ("highway=cycleway foot=no", "cC"),
    ("highway=bridleway foot=yes", "wW"),
    ("highway=bridleway foot=permissive bicycle=designated", "wWcC"),
    ("highway=pedestrian area=yes", ""),
    ("highway=pedestrian area=no", "wW"),
    ("highway=footway area=yes access=private", ""),
    ("highway=residential oneway=yes foot=yes bicycle=no", "wW"),
  ]

  static let cycling: [Case] = [
    ("highway=path bicycle=no", "wW"),
    ("highway=path bicycle=dismount", "wW"),
    ("highway=path bicycle=private", "wW"),
    ("highway=path bicycle=use_sidepath", "wWcC"),
    ("highway=footway bicycle=yes", "wWcC"),
    ("highway=footway bicycle=designated", "wWcC"),
    ("highway=footway bicycle=permissive", "wWcC"),
    ("highway=footway bicycle=destination", "wW"),
    ("highway=footway access=yes", "wW"),
    ("highway=pedestrian bicycle=yes", "wWcC"),
    ("highway=steps bicycle=yes", "wW"),
    ("highway=residential access=no bicycle=yes", "cC"),
    ("highway=residential access=no vehicle=destination", "cC"),
    ("highway=residential access=yes vehicle=private", "wW"),
    ("highway=residential vehicle=no bicycle=permissive", "wWcC"),
    ("highway=residential access=private bicycle=destination", "cC"),
    ("highway=cycleway access=no", "!cC"),
    ("highway=cycleway bicycle=no", "!cC"),
    ("highway=footway access=private bicycle=yes", "cC"),
  ]

  static let oneways: [Case] =
    ["yes", "true", "1"].map { ("highway=residential oneway=\($0)", "wWc") }
    + ["-1", "reverse"].map { ("highway=residential oneway=\($0)", "wWC") }
    + ["no", "false", "0", "alternating", "reversible"].map {
      ("highway=residential oneway=\($0)", "wWcC")
    }
    + [
      ("highway=residential junction=roundabout", "wWc"),
      ("highway=residential junction=circular", "wWc"),
      ("highway=residential junction=yes", "wWcC"),
      ("highway=residential junction=roundabout oneway=no", "wWcC"),
      ("highway=residential junction=roundabout oneway=-1", "wWC"),
      ("highway=residential oneway=yes oneway:bicycle=no", "wWcC"),
      ("highway=residential oneway=yes oneway:bicycle=yes", "wWc"),
      ("highway=residential junction=circular oneway:bicycle=no", "wWcC"),
      ("highway=residential oneway=yes cycleway=opposite", "wWcC"),
      ("highway=residential oneway=yes cycleway=opposite_lane", "wWcC"),
      ("highway=residential oneway=-1 cycleway=opposite_track", "wWcC"),
      ("highway=residential oneway=yes cycleway:left=opposite_lane", "wWcC"),
      ("highway=residential oneway=yes cycleway:right=opposite_share_busway", "wWcC"),
      ("highway=residential oneway=yes cycleway:both=opposite", "wWcC"),
      ("highway=residential oneway=yes cycleway=lane", "wWc"),
      ("highway=cycleway oneway=yes", "c"),
      ("highway=cycleway oneway=yes foot=yes", "wWc"),
      ("highway=steps oneway=yes", "wW"),
      ("highway=residential oneway=yes access=private", "!wWc"),
    ]

  static let places: [Case] = [
    ("highway=footway bridge=yes", "wW~"),
    ("highway=footway bridge=viaduct", "wW~"),
    ("highway=footway bridge=no", "wW"),
    ("highway=footway tunnel=yes", "wW~"),
    ("highway=footway tunnel=building_passage", "wW~"),
    ("highway=footway tunnel=no", "wW"),
    ("highway=footway covered=yes", "wW"),
    ("highway=footway bridge=yes access=no", "!wW~"),
  ]

  @Test(arguments: [kinds, walking, cycling, oneways, places])
  func `tags mean what the table of modes says`(cases: [Case]) throws {
    var xml = OSMXML()
    for (i, element) in cases.enumerated() {
      // The length in units names the case: ten times its number and one.
      xml.node(2 * i + 1, 0, Double(i))
      xml.node(2 * i + 2, Double(10 * i + 1), Double(i))
      let tags = element.tags.split(separator: " ").map { $0.split(separator: "=") }
      xml.way(
        i + 1, [2 * i + 1, 2 * i + 2],
        Dictionary(uniqueKeysWithValues: tags.map { (String($0[0]), String($0[1])) }))
    }
    let streets = try xml.withFile { try OSMStreets($0) }
    for (i, element) in cases.enumerated() {
      let found = streets.segments.first {
        let metres = Double(10 * i + 1) * 9.65
        return abs($0.lengthMetres - metres) < 9.65 * 2
      }
      #expect(found.map(Self.meaning) ?? "" == element.meaning, "\(element.tags)")
    }
  }

  static func meaning(_ segment: StreetSegment) -> String {
    var text = segment.traits.contains(.restricted) ? "!" : ""
    if segment.forward.contains(Mode.walk) { text += "w" }
    if segment.backward.contains(Mode.walk) { text += "W" }
    if segment.forward.contains(Mode.cycle) { text += "c" }
    if segment.backward.contains(Mode.cycle) { text += "C" }
    if segment.traits.contains(.noAccess) { text += "~" }
    return text
  }
}
