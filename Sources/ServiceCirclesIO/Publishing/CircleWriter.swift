import PlaneGeometry

/// Writes service circles as features with `id` (text), `minutes`, `area_m2` and a MultiPolygon.
///
/// The destination's ending names the format: GeoJSON is written in WGS 84 with 8 decimals, valid
/// on them and wound as RFC 7946 says; GeoPackage, Shapefile, FlatGeobuf and SpatiaLite in the
/// working plane with its coordinate reference system. `-` is GeoJSON on standard output.
///
/// The output appears whole, on ``finish()``, or not at all: a writer that is let go of unfinished,
/// or that has thrown, leaves nothing behind and what stood there before as it was. Not Sendable.
public final class CircleWriter {
  /// The endings that name a format.
  static let endings = ["geojson", "gpkg", "shp", "fgb", "sqlite"]

  private let sink: any CircleSink

  /// A writer to a file, or to standard output.
  ///
  /// - Parameters:
  ///   - destination: The file; `-` for standard output.
  ///   - plane: The plane of the circles' polygons.
  ///   - overwrite: Whether circles of the same format that stand there make way. Nothing else ever does.
  ///   - temporaryFiles: Where the hidden folder is registered for a program that may be stopped.
  /// - Throws: ``LayerError`` of the reasons unknownEnding, cannotCreate, outputExists, outputIsForeign and
  ///   companionExists.
  public init(
    to destination: String, plane: WorkingPlane, overwrite: Bool = false,
    temporaryFiles: TemporaryFiles = TemporaryFiles()
  ) throws(LayerError) {
    guard destination != "-" else {
      sink = try GeoJSONCircleSink(
        .standardOutput, plane: plane, overwrite: false, temporaryFiles: temporaryFiles)
      return
    }
    switch try CircleWriter.format(of: destination) {
    case .geoJSON:
      sink = try GeoJSONCircleSink(
        .file(destination), plane: plane, overwrite: overwrite, temporaryFiles: temporaryFiles)
    case .other(let format):
      sink = try OGRCircleSink(
        destination, format: format, plane: plane, overwrite: overwrite,
        temporaryFiles: temporaryFiles)
    }
  }

  /// Looks at a destination before long work is done for it.
  ///
  /// - Throws: ``LayerError`` of the reasons unknownEnding, outputIsInput, cannotCreate, outputExists,
  ///   outputIsForeign and companionExists.
  package static func check(
    _ destination: String, overwrite: Bool, against inputs: InputFiles
  ) throws(LayerError) {
    if destination == "-" { return }
    try OutputPlace.check(
      destination, kind: .circles(try format(of: destination)), overwrite: overwrite,
      against: inputs)
  }

  enum Format: Sendable {
    case geoJSON
    case other(OGRCircleSink.Format)
  }

  private static func format(of destination: String) throws(LayerError) -> Format {
    let name = destination.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    if let dot = name.lastIndex(of: "."), dot > name.startIndex {
      let ending = name[name.index(after: dot)...].lowercased()
      if ending == "geojson" { return .geoJSON }
      if let format = OGRCircleSink.Format(rawValue: ending) { return .other(format) }
    }
    throw LayerError(.unknownEnding(available: endings), file: destination)
  }

  /// Writes one circle more.
  ///
  /// - Throws: ``LayerError`` of the reason writeFailed.
  public func write(_ circle: CircleFeature) throws(LayerError) { try sink.write(circle) }

  /// Completes the output and puts it in its place.
  ///
  /// - Throws: ``LayerError`` of the reason writeFailed.
  public func finish() throws(LayerError) { try sink.finish() }

  /// Writes circles and finishes.
  public static func write(
    _ circles: some Sequence<CircleFeature>, to destination: String, plane: WorkingPlane,
    overwrite: Bool = false, temporaryFiles: TemporaryFiles = TemporaryFiles()
  ) throws(LayerError) {
    let writer = try CircleWriter(
      to: destination, plane: plane, overwrite: overwrite, temporaryFiles: temporaryFiles)
    for circle in circles { try writer.write(circle) }
    try writer.finish()
  }
}

/// One format that circles are written in.
protocol CircleSink: AnyObject {
  func write(_ circle: CircleFeature) throws(LayerError)
  func finish() throws(LayerError)
}
