import Foundation
import Testing

/// One layer is not two things at once.
@Suite struct SharedLayerTests {
  private let place: TwoCommunities

  init() throws {
    place = try TwoCommunities()
    // As homes and as facilities alike.
    try place.facilities(
      ["MED.clinic,5", "GOV.service_centre,5"], columns: "kind,households", to: "f.csv")
    try FileManager.default.createSymbolicLink(
      atPath: place.scratch.file("link.csv"), withDestinationPath: "f.csv")
    try FileManager.default.createSymbolicLink(
      atPath: place.scratch.file("link.geojson"), withDestinationPath: "c.geojson")
  }

  @Test(arguments: [
    ("residences: { path: c.geojson }\n", "c.geojson"),
    ("residences: { path: ./../here/c.geojson }\n", "c.geojson"),
    ("residences: { path: link.geojson }\n", "link.geojson"),
    ("residences: { path: f.csv }\n", "f.csv"),
    ("residences: { path: link.csv }\n", "link.csv"),
    ("residences: { path: f.csv, layer: f }\n", "f.csv"),
    ("land: { path: c.geojson }\n", "land: community"),
  ])
  func `a layer of two roles stops the run`(more: String, named: String) throws {
    let run = try place.assess(more: more, options: ["--quiet", "--accept-losses"])
    #expect(run.code == 65 && run.errorLines.count == 1, "\(more): \(run.errors)")
    #expect(run.errors.contains(named), "\(run.errors)")
  }

  /// A file that was mistaken for another, under a name of its own.
  @Test(arguments: ["homes", "设施"])
  func `a copy of the communities is neither homes nor facilities`(_ name: String) throws {
    try FileManager.default.copyItem(
      atPath: place.scratch.file("c.geojson"), toPath: place.scratch.file("\(name).geojson"))
    let layer = "path: \(name).geojson"
    let (facilities, more) =
      name == "homes"
      ? (["path: f.csv"], "residences: { \(layer) }\n") : (["\(layer), kind: MED.clinic"], "")
    let run = try place.assess(facilities, more: more, options: ["--quiet"])
    #expect(run.code == 65 && run.errorLines.count == 1, "\(run.errors)")
    #expect(run.errors.contains("\(name).geojson: 2 of 2 have the outlines of communities"))
    let accepted = try place.assess(
      facilities, more: more, options: ["--quiet", "--accept-losses"])
    #expect(accepted.code == 0, "\(accepted.errors)")
  }

  @Test func `options are no way around it`() throws {
    let run = try place.scratch.run(
      "assess", "--network", "town.osm", "--communities", "c.geojson", "--residences", "f.csv",
      "--facilities", "f.csv", "-o", "r.sqlite", "--quiet")
    #expect(run.code == 65 && run.errorLines.count == 1, "\(run.errors)")
  }

  @Test func `other records, other layers and land where people live are no contradiction`() throws
  {
    for more in [
      "residences: { path: f.csv, where: \"kind = 'GOV.service_centre'\" }\n",
      "residences: { path: l.geojson }\nland: { path: l.geojson }\n",
      "registers: [{ path: reg.csv, level: community }, { path: reg.csv, level: community }]\n",
    ] {
      try place.scratch.write(
        Town.geoJSON([place.town.community("\"id\":\"l\",\"households\":5", from: 0, to: 4)]),
        to: "l.geojson")
      try place.scratch.write(
        "id,households\n" + TwoCommunities.ids.map { "\($0),7\n" }.joined(), to: "reg.csv")
      let run = try place.assess(
        [
          "path: f.csv, where: \"kind = 'MED.clinic'\"",
          "path: f.csv, where: \"kind = 'MED.clinic'\"",
        ],
        more: more, options: ["--quiet", "--accept-losses"])
      #expect(run.code == 0, "\(more): \(run.errors)")
    }
  }
}
