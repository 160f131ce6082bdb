import Foundation
import Testing

/// Files that the definition of a reference system names are not opened: a pipe would never end.
@Suite struct StrangerGridTests {
  let stranger: Stranger
  private var scratch: Scratch { stranger.scratch }
  private let grid: String

  init() throws {
    stranger = try Stranger()
    grid = stranger.scratch.file("grid.gsb")
    try #require(mkfifo(grid, 0o600) == 0)
  }

  private static let geodetic = """
    CS[ellipsoidal,2],AXIS["latitude",north],AXIS["longitude",east],ANGLEUNIT["degree",0.0174532925199433]
    """

  /// The forms in which a definition can name a grid.
  private func definition(_ form: String, _ grid: String) -> String {
    switch form {
    case "proj": "+proj=longlat +ellps=WGS84 +nadgrids=\(grid) +no_defs +type=crs"
    case "height": "+proj=longlat +ellps=WGS84 +geoidgrids=\(grid) +vunits=m +no_defs +type=crs"
    case "list": "+init=\(grid):1"
    case "extension":
      "GEOGCS[\"x\",DATUM[\"x\",SPHEROID[\"GRS 1980\",6378137,298.257222101],EXTENSION[\"PROJ4_GRIDS\",\"\(grid)\"]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]"
    case "compound":
      "COMPD_CS[\"x\",GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433],AUTHORITY[\"EPSG\",\"4326\"]],VERT_CS[\"h\",VERT_DATUM[\"h\",2005,EXTENSION[\"PROJ4_GRIDS\",\"\(grid)\"]],UNIT[\"metre\",1],AXIS[\"Up\",UP]]]"
    default:
      """
      BOUNDCRS[SOURCECRS[GEOGCRS["x",DATUM["x",ELLIPSOID["GRS 1980",6378137,298.257222101]],\(Self.geodetic)]],\
      TARGETCRS[GEOGCRS["WGS 84",DATUM["World Geodetic System 1984",ELLIPSOID["WGS 84",6378137,298.257223563]],\
      \(Self.geodetic),ID["EPSG",4326]]],ABRIDGEDTRANSFORMATION["NTv2",METHOD["NTv2",ID["EPSG",9615]],\
      PARAMETERFILE["Latitude and longitude difference file","\(grid)",ID["EPSG",8656]]]]
      """
    }
  }

  private func geoJSON(_ crs: String) throws -> String {
    let name = String(decoding: try JSONEncoder().encode(crs), as: UTF8.self)
    return """
      {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":\(name)}},"features":[
      {"type":"Feature","properties":{"id":"a","kind":"MED.clinic"},
      "geometry":{"type":"Point","coordinates":[120.001,30]}}]}
      """
  }

  @Test(
    .timeLimit(.minutes(2)), arguments: ["proj", "list", "extension", "bound"])
  func aGridThatAFileNamesIsNotOpened(_ form: String) throws {
    let crs = definition(form, grid)
    try scratch.write(try geoJSON(crs), to: "g.geojson")
    try scratch.write("id,kind,WKT\na,MED.clinic,POINT(120.001 30)\n", to: "c.csv")
    try scratch.write("String,String,WKT", to: "c.csvt")
    try scratch.write(crs, to: "c.prj")
    try stranger.writeGeoPackage("d.gpkg", crs: crs)
    for name in ["g.geojson", "c.csv", "d.gpkg"] {
      #expect(try stranger.refused(name).contains("coordinate reference system"), "\(name)")
    }
  }

  /// Heights do not count, so what they are measured from is not opened; what the definition means is not known.
  @Test(.timeLimit(.minutes(2)), arguments: ["height", "compound"])
  func aGridOfHeightsIsNotOpened(_ form: String) throws {
    let crs = definition(form, grid)
    try scratch.write(try geoJSON(crs), to: "g.geojson")
    try scratch.write("id,kind,WKT\na,MED.clinic,POINT(120.001 30)\n", to: "c.csv")
    try scratch.write("String,String,WKT", to: "c.csvt")
    try scratch.write(crs, to: "c.prj")
    try stranger.writeGeoPackage("d.gpkg", crs: crs)
    for name in ["g.geojson", "c.csv", "d.gpkg"] {
      #expect(try stranger.refused(name).contains("coordinate reference system"), "\(name)")
    }
  }

  /// Heights above a geoid that is known by its name are what they are.
  @Test(arguments: ["egm96_15.gtx", "@not_installed.gtx"])
  func aGridOfHeightsWithoutAPathIsLeftAlone(_ grid: String) throws {
    try scratch.write(try geoJSON(definition("compound", grid)), to: "g.geojson")
    let run = try stranger.run("g.geojson")
    #expect(run.code == 0, "\(run.errors)")
  }

  /// Definitions that need no file stay what they are.
  @Test(arguments: ["null", "@null", "@not_installed.gsb,null"])
  func aDefinitionWithoutAFileIsRead(_ grid: String) throws {
    try scratch.write(try geoJSON(definition("proj", grid)), to: "g.geojson")
    let run = try stranger.run("g.geojson")
    #expect(run.code == 0, "\(run.errors)")
  }
}
