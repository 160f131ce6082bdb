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

  /// A writer to a file, or to standard output. Its temporary files are registered in
  /// `temporaryFiles`, for a command that may be stopped.
  ///
  /// - Throws: ``LayerError`` of the reasons unknownEnding and cannotCreate.
  public init(
    to destination: String, plane: WorkingPlane, temporaryFiles: TemporaryFiles = TemporaryFiles()
  ) throws(LayerError) {
    switch try CircleWriter.kind(of: destination) {
    case .standardOutput:
      sink = try GeoJSONCircleSink(.standardOutput, plane: plane, temporaryFiles: temporaryFiles)
    case .geoJSON:
      sink = try GeoJSONCircleSink(
        .file(destination), plane: plane, temporaryFiles: temporaryFiles)
    case .other(let format):
      sink = try OGRCircleSink(
        destination, format: format, plane: plane, temporaryFiles: temporaryFiles)
    }
  }

  /// Looks at a destination before long work is done for it.
  ///
  /// - Throws: ``LayerError`` of the reason unknownEnding, and as `OutputPlace.check`.
  package static func check(
    _ destination: String, against inputs: InputFiles, overwrite: Bool
  ) throws(LayerError) {
    if case .standardOutput = try kind(of: destination) { return }
    try OutputPlace.check(
      destination, against: inputs, overwrite: overwrite, isOurs: isOurs)
  }

  /// Whether a file holds circles as this writer writes them.
  private static func isOurs(_ path: String) -> Bool {
    if path.lowercased().hasSuffix(".geojson") {
      let start = OutputPlace.beginning(of: path)
      return start.hasPrefix("{\"type\":\"FeatureCollection\",\"features\":[\n")
        && (start.contains("\"minutes\":") && start.contains("\"area_m2\":")
          || !start.contains("\"Feature\""))
    }
    guard let layer = try? OpenedLayer(LayerSource(path: path)) else { return false }
    return layer.columns.map { $0.lowercased() } == ["id", "minutes", "area_m2"]
  }

  private enum Kind {
    case standardOutput, geoJSON
    case other(OGRCircleSink.Format)
  }

  private static func kind(of destination: String) throws(LayerError) -> Kind {
    if destination == "-" { return .standardOutput }
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
    temporaryFiles: TemporaryFiles = TemporaryFiles()
  ) throws(LayerError) {
    let writer = try CircleWriter(
      to: destination, plane: plane, temporaryFiles: temporaryFiles)
    for circle in circles { try writer.write(circle) }
    try writer.finish()
  }
}

/// One format that circles are written in.
protocol CircleSink: AnyObject {
  func write(_ circle: CircleFeature) throws(LayerError)
  func finish() throws(LayerError)
}
