import CGDAL
import Foundation

extension OutputKind {
  /// What every circle is written with, in this order.
  static let circleFields = ["id", "minutes", "area_m2"]
  /// Tables that other programs add to a GeoPackage: how its layers are drawn.
  private static let styles: Set = ["layer_styles"]

  /// Service circles in a format: every layer of the file has their fields, and no others.
  static func circles(_ format: CircleWriter.Format) -> OutputKind {
    switch format {
    case .geoJSON: return geoJSON(fields: circleFields)
    case .other(.shapefile):
      return OutputKind(endings: Array(FileFamily.shapefile.dropFirst())) {
        fields(ofLayersIn: $0, driver: "ESRI Shapefile") == [circleFields]
      }
    case .other(.flatGeobuf):
      return OutputKind { fields(ofLayersIn: $0, driver: "FlatGeobuf") == [circleFields] }
    case .other(.geoPackage):
      return OutputKind(suffixes: FileFamily.journals) { path in
        haveCircleFields(
          in: path, "SELECT table_name FROM gpkg_contents", besides: ["fid", "geom"])
      }
    case .other(.spatiaLite):
      return OutputKind(suffixes: FileFamily.journals) { path in
        haveCircleFields(
          in: path, "SELECT f_table_name FROM geometry_columns",
          besides: ["ogc_fid", "GEOMETRY"])
      }
    }
  }

  /// A GeoJSON file whose features have these properties, and perhaps others that are named.
  package static func geoJSON(fields: Set<String>, optional: Set<String> = []) -> OutputKind {
    OutputKind { path in
      let layers = self.fields(ofLayersIn: path, driver: "GeoJSON")
      // A collection without features has no properties either.
      guard layers.count == 1, let found = layers.first.map(Set.init), !found.isEmpty else {
        return isEmptyCollection(path)
      }
      return found.isSuperset(of: fields) && found.isSubset(of: fields.union(optional))
    }
  }

  private static func geoJSON(fields: [String]) -> OutputKind { geoJSON(fields: Set(fields)) }

  private static func isEmptyCollection(_ path: String) -> Bool {
    let text = String(decoding: FileStart(path, count: 200).bytes, as: UTF8.self)
    return text.filter { !$0.isWhitespace } == #"{"type":"FeatureCollection","features":[]}"#
  }

  /// The names of the fields of every layer of a file; none where the driver does not open it.
  private static func fields(ofLayersIn path: String, driver: String) -> [[String]] {
    GDALLibrary.quietly {
      guard let dataset = try? GDALDataset(path, drivers: [driver], shownAs: path) else {
        return []
      }
      return (0..<GDALDatasetGetLayerCount(dataset.handle)).map { number in
        let definition = OGR_L_GetLayerDefn(GDALDatasetGetLayer(dataset.handle, number))
        return (0..<OGR_FD_GetFieldCount(definition)).map {
          OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, $0)).map { String(cString: $0) } ?? ""
        }
      }
    }
  }

  /// Whether the layers of a database, as a query names them, have the fields of circles. By SQL and not through
  /// GDAL, which writes beside a database that is in use.
  private static func haveCircleFields(
    in path: String, _ query: String, besides own: Set<String>
  ) -> Bool {
    guard let database = SQLiteFile(path) else { return false }
    let layers = database.texts(query).filter { !styles.contains($0) }
    return !layers.isEmpty
      && layers.allSatisfy { layer in
        database.columns(of: layer).filter { !own.contains($0) } == circleFields
      }
  }
}
