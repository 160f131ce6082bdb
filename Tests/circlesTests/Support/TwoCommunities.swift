import GRDB

/// Two communities of one county side by side, homes of each, and the streets of a town: what projects are made of.
struct TwoCommunities {
  let scratch: Scratch
  let town = Town()
  /// Their codes, the western one first.
  static let ids = ["330106001001", "330106001201"]

  init() throws {
    scratch = try Scratch()
    try scratch.write(town.xml, to: "town.osm")
    try writeCommunities { "\"id\":\"\($0)\"" }
    try scratch.write(
      "id,lon,lat,households\n"
        + (0..<10).map { "h\($0),\(town.east(Double($0))),\(town.north(0.05)),2\n" }.joined(),
      to: "h.csv")
    try facilities(["MED.clinic"], to: "f.csv")
  }

  /// Writes the communities with what their properties are by code.
  func writeCommunities(_ properties: (String) -> String) throws {
    let features = zip(Self.ids, [(-5.0, 5.0), (5.0, 15.0)]).map {
      town.community(properties($0), from: $1.0, to: $1.1)
    }
    try scratch.write(Town.geoJSON(features), to: "c.geojson")
  }

  /// Writes facilities along East Street, a tenth of a thousandth of a degree apart, with further cells.
  func facilities(_ cells: [String], columns: String = "kind", to name: String) throws {
    let rows = cells.enumerated().map { i, cells in
      "f\(i),\(town.east(1 + Double(i) / 10)),\(town.north(0)),\(cells)\n"
    }
    try scratch.write("id,lon,lat,\(columns)\n" + rows.joined(), to: name)
  }

  /// Assesses with layers of facilities and further lines of the project.
  func assess(
    _ facilities: [String] = ["path: f.csv"], more: String = "", options: [String] = [],
    language: String = "en_US.UTF-8"
  ) throws -> CommandRun {
    try scratch.write(
      "streets: { path: town.osm }\n"
        + (more.contains("communities:") ? "" : "communities: { path: c.geojson }\n")
        + (more.contains("residences:") ? "" : "residences: { path: h.csv }\n")
        + "facilities:\n" + facilities.map { "  - { \($0) }\n" }.joined() + more
        + "report: r.sqlite\n", to: "p.yaml")
    return try scratch.run(
      ["assess", "p.yaml", "--circles", "none", "--overwrite"] + options, language: language)
  }

  /// The first column of an answer of the report.
  func rows(_ sql: String) throws -> [String] {
    try DatabaseQueue(path: scratch.file("r.sqlite")).read { try String.fetchAll($0, sql: sql) }
  }
}
