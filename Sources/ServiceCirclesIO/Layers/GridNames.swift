import PlaneGeometry

/// The files that the definition of a reference system names: grids of horizontal shifts and of heights.
///
/// PROJ is asked for grids of horizontal shifts only, as heights do not count, and so refuses no grid of heights. What a
/// definition means that names one of somebody's own is not known all the same.
enum GridNames {
  /// Whether a definition, as WKT or for PROJ, names a file that is not installed with PROJ by a path.
  static func nameOthers(in definition: String) -> Bool {
    let texts =
      definition.matches(of: /(?i)grids=([^\s"]+)/).map(\.output.1)
      + definition.matches(of: /(?i)"PROJ4_GRIDS"\s*,\s*"([^"]*)"/).map(\.output.1)
      + definition.matches(of: /(?i)PARAMETERFILE\s*\[\s*"[^"]*"\s*,\s*"([^"]*)"/).map(\.output.1)
    return texts.contains { list in
      list.split(separator: ",").contains { name in
        // Before the name it may say that the grid need not be there.
        let path = name.hasPrefix("@") ? name.dropFirst() : name
        return path.contains("/") && !ProjectionFiles.isOfProjection(String(path))
      }
    }
  }
}
