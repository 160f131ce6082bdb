import CPROJ

/// Datums of China before CGCS2000: Beijing 1954 and Xi'an 1980.
///
/// They lie up to some hundred metres beside WGS 84, differently from place to place, and what leads from one to the
/// other is not public. PROJ knows ways for some oil fields, and takes none elsewhere.
package enum LegacyDatum {
  /// The ellipsoids of these datums, Krassowsky's and that of 1975, by their semi-major axes in metres.
  private static let axes: Set<Double> = [6_378_245, 6_378_140]

  /// The name of the datum of a system, where it is one of these and the system does not say by which parameters it
  /// leads to WGS 84; nil for any other system, and for what is none.
  package static func name(of definition: String) -> String? {
    guard let context = try? ProjectionContext(), let crs = try? context.crs(definition),
      crs.type != PJ_TYPE_BOUND_CRS,
      let geodetic = proj_crs_get_geodetic_crs(context.pointer, crs.pointer)
    else { return nil }
    let base = ProjectionObject(context, geodetic)
    guard let datum = proj_crs_get_datum_forced(context.pointer, base.pointer) else { return nil }
    let owned = ProjectionObject(context, datum)
    let name = proj_get_name(owned.pointer).map { String(cString: $0) } ?? ""
    let words = name.lowercased()
    let isNamed = ["beijing", "xian", "xi'an", "xi’an", "北京", "西安"].contains { words.contains($0) }
    let isUnknown = ["unknown", "krasovsky", "krassovsky", "krassowsky", "iag"].contains {
      words.contains($0)
    }
    guard isNamed || isUnknown && axis(of: base, context).map(axes.contains) ?? false else {
      return nil
    }
    return name
  }

  private static func axis(of crs: ProjectionObject, _ context: ProjectionContext) -> Double? {
    guard let ellipsoid = proj_get_ellipsoid(context.pointer, crs.pointer) else { return nil }
    let owned = ProjectionObject(context, ellipsoid)
    var axis = 0.0
    guard
      proj_ellipsoid_get_parameters(context.pointer, owned.pointer, &axis, nil, nil, nil) != 0
    else { return nil }
    return axis
  }
}
