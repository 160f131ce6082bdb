import CPROJ

/// The plane of a run: a projected coordinate reference system in metres, x = east, y = north
/// always, whatever order of axes its definition lists.
///
/// Coded as an object of its `srid` and its `name`. Decoding does not ask the register whether they
/// belong together; ``init(srid:)`` does.
public struct WorkingPlane: Hashable, Sendable, Codable, CustomStringConvertible {
  /// Its EPSG number.
  public let srid: Int
  /// Its name in the EPSG register.
  public let name: String

  /// Its code, `EPSG:n`.
  public var code: String { "EPSG:\(srid)" }

  /// How it is written.
  public var description: String { "\(code) \(name)" }

  /// The plane with an EPSG number.
  ///
  /// - Throws: ``GeometryError/unusableCRS(crs:reason:)`` where the number is unknown, the system
  ///   is not projected, its unit is not the metre, or it is a Mercator projection, which at 30°
  ///   north lengthens by 15 % and must not be measured in.
  public init(srid: Int) throws(GeometryError) {
    let code = "EPSG:\(srid)"
    let context = try ProjectionContext()
    let crs = try context.crs(code)
    guard proj_get_type(crs.pointer) == PJ_TYPE_PROJECTED_CRS else {
      throw .unusableCRS(crs: code, reason: "it is not a projected coordinate system")
    }
    var metresPerUnit = 0.0
    if let axes = proj_crs_get_coordinate_system(context.pointer, crs.pointer) {
      proj_cs_get_axis_info(
        context.pointer, axes, 0, nil, nil, nil, &metresPerUnit, nil, nil, nil)
      proj_destroy(axes)
    }
    guard metresPerUnit == 1 else {
      throw .unusableCRS(crs: code, reason: "its unit is not the metre")
    }
    if let method = WorkingPlane.projectionMethod(of: crs, in: context),
      method.contains("Mercator"), !method.contains("Transverse"), !method.contains("Oblique")
    {
      throw .unusableCRS(
        crs: code, reason: "a Mercator projection distorts lengths; choose a local plane")
    }
    self.init(srid: srid, name: proj_get_name(crs.pointer).map { String(cString: $0) } ?? code)
  }

  /// The plane with a code as ``code`` gives it (`EPSG:4549`): that of a street network's
  /// `coordinateSystem`, for instance.
  ///
  /// - Throws: ``GeometryError/unusableCRS(crs:reason:)`` where the text is no EPSG code, and as
  ///   ``init(srid:)``.
  public init(code: String) throws(GeometryError) {
    guard code.hasPrefix("EPSG:"), let srid = Int(code.dropFirst(5)) else {
      throw .unusableCRS(crs: code, reason: "it is not an EPSG code")
    }
    try self.init(srid: srid)
  }

  private init(srid: Int, name: String) {
    self.srid = srid
    self.name = name
  }

  private static func projectionMethod(
    of crs: ProjectionObject, in context: ProjectionContext
  ) -> String? {
    guard let conversion = proj_crs_get_coordoperation(context.pointer, crs.pointer) else {
      return nil
    }
    defer { proj_destroy(conversion) }
    var name: UnsafePointer<CChar>?
    proj_coordoperation_get_method_info(context.pointer, conversion, &name, nil, nil)
    return name.map { String(cString: $0) }
  }

  /// The plane for data around a place: in mainland China the nearest CGCS2000 3° Gauss–Krüger
  /// zone, elsewhere the UTM zone on WGS 84.
  ///
  /// Inside its zone the scale error stays below 0.04 % for Gauss–Krüger and 0.1 % for UTM. Taiwan
  /// gets UTM zone 51N (Penghu 50N). Longitudes are taken modulo 360°.
  ///
  /// - Precondition: the numbers are finite.
  public static func chosen(for place: GeographicPoint) -> WorkingPlane {
    let (longitude, latitude) = (place.longitude, place.latitude)
    precondition(longitude.isFinite && latitude.isFinite, "a place on the Earth")
    if ChinaOutline.contains(longitude: longitude, latitude: latitude) {
      let zone = max(25, min(45, Int((longitude / 3).rounded())))
      return WorkingPlane(
        srid: 4534 + zone - 25, name: "CGCS2000 / 3-degree Gauss-Kruger CM \(3 * zone)E")
    }
    let turned = longitude + 180 - 360 * ((longitude + 180) / 360).rounded(.down)
    let zone = max(1, min(60, Int(turned / 6) + 1))
    return latitude >= 0
      ? WorkingPlane(srid: 32600 + zone, name: "WGS 84 / UTM zone \(zone)N")
      : WorkingPlane(srid: 32700 + zone, name: "WGS 84 / UTM zone \(zone)S")
  }
}
