import Foundation

/// The formats that layers are read in.
///
/// Left to itself GDAL takes any of its two hundred drivers by a file's content: a file that is called
/// `x.gpkg` may then be a list of other files to read, or an address to ask. So a file is opened by the
/// drivers of its ending only, and one of another ending by those that read nothing but the file.
enum LayerFormats {
  private static let byEnding: [String: [String]] = [
    "shp": ["ESRI Shapefile"], "dbf": ["ESRI Shapefile"], "gpkg": ["GPKG"],
    "geojson": ["GeoJSON", "GeoJSONSeq", "TopoJSON", "ESRIJSON"],
    "json": ["GeoJSON", "GeoJSONSeq", "TopoJSON", "ESRIJSON"],
    "geojsonl": ["GeoJSONSeq"], "geojsons": ["GeoJSONSeq"], "topojson": ["TopoJSON"],
    "csv": ["CSV"], "tsv": ["CSV"], "xlsx": ["XLSX"], "xlsm": ["XLSX"], "ods": ["ODS"],
    "xls": ["XLS"], "tab": ["MapInfo File"], "mif": ["MapInfo File"], "mid": ["MapInfo File"],
    "kml": ["LIBKML", "KML"], "kmz": ["LIBKML"], "gml": ["GML"], "xml": ["GML"],
    "fgb": ["FlatGeobuf"], "gdb": ["OpenFileGDB"], "sqlite": ["SQLite", "GPKG"],
    "sqlite3": ["SQLite", "GPKG"], "db": ["SQLite", "GPKG"], "spatialite": ["SQLite"],
  ]

  /// The drivers that read the named file, and no other, whatever it holds.
  private static let harmless = Set(byEnding.values.joined()).sorted()

  /// The drivers that may open a path.
  static func drivers(of path: String) -> [String] {
    if path.hasPrefix(LayerSource.postgres) { return ["PostgreSQL"] }
    let ending = (path as NSString).pathExtension.lowercased()
    return byEnding[ending] ?? harmless
  }

  /// What a format is told when it opens a file: to fetch nothing and to write nothing beside it.
  static func options(of path: String) -> [String] {
    switch (path as NSString).pathExtension.lowercased() {
    // Left to itself, GDAL takes a first line with a number in it (a year) for a record.
    case "csv": ["HEADERS=YES"]
    case "gml", "xml": ["DOWNLOAD_SCHEMA=NO", "WRITE_GFS=NO"]
    default: []
    }
  }

  /// What holds for the time of opening: no resolving of links, and none of GDAL's own functions and tables
  /// in SQLite, which read other files and ask services on the network.
  static let settings = [
    "GML_SKIP_RESOLVE_ELEMS": "ALL", "GML_DOWNLOAD_SCHEMA": "NO",
    "OGR_SQLITE_STATIC_VIRTUAL_OGR": "NO", "OGR_SQLITE_LOAD_EXTENSIONS": "",
  ]
}
