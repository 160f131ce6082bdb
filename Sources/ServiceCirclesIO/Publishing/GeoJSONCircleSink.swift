import Foundation
import PlaneGeometry

/// Writes circles as GeoJSON, feature by feature.
final class GeoJSONCircleSink: CircleSink {
  enum Destination: Equatable {
    case file(String)
    case standardOutput
  }

  private let destination: Destination
  private let output: OutputFile
  private let file: ByteFile
  private let projector: Projector
  private let rounding = GeographicRounding()
  private var buffer: [UInt8] = []
  private var isFirst = true

  init(
    _ destination: Destination, plane: WorkingPlane, overwrite: Bool, temporaryFiles: TemporaryFiles
  ) throws(LayerError) {
    self.destination = destination
    switch destination {
    case .file(let path):
      output = try OutputFile(
        path, kind: .circles(.geoJSON), overwrite: overwrite, temporaryFiles: temporaryFiles)
    case .standardOutput:
      // Spooled, so that a run that fails half-way prints nothing.
      output = try OutputFile(
        NSTemporaryDirectory() + "/circles-output.geojson", kind: OutputKind { _ in true },
        overwrite: true, temporaryFiles: temporaryFiles)
    }
    do {
      projector = try Projector(plane)
    } catch {
      throw LayerError(.cannotCreate("\(error)"), file: output.path)
    }
    do {
      file = try ByteFile(creating: output.temporaryPath)
    } catch {
      throw LayerError(.cannotCreate(error.words), file: output.path)
    }
    append("{\"type\":\"FeatureCollection\",\"features\":[\n")
  }

  func write(_ circle: CircleFeature) throws(LayerError) {
    let polygons: [Polygon]
    do {
      guard let degrees = projector.inverse(.multiPolygon(circle.geometry.polygons)) else {
        throw GeometryError.notFinite
      }
      polygons = try rounding.rounded(degrees).degrees.polygons
    } catch {
      output.discard()
      throw LayerError(.writeFailed("\(error)"), file: output.path, feature: circle.id)
    }
    if !isFirst { append(",\n") }
    isFirst = false
    append("{\"type\":\"Feature\",\"properties\":{\"id\":")
    append(JSONText.quoted(circle.id))
    append(",\"minutes\":\(JSONText.number(circle.minutes))")
    append(",\"area_m2\":\(JSONText.number(circle.areaSquareMetres))}")
    append(",\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[")
    appendList(polygons) { polygon in
      appendList(polygon.rings) { ring in
        appendList(ring) { p in
          JSONText.appendDegrees(p.x, to: &buffer)
          buffer.append(UInt8(ascii: ","))
          JSONText.appendDegrees(p.y, to: &buffer)
        }
      }
    }
    append("]}}")
    if buffer.count > 1 << 20 { try flush() }
  }

  func finish() throws(LayerError) {
    append("\n]}\n")
    try flush()
    do { try file.finish() } catch { throw failure(error, writing: output.path) }
    switch destination {
    case .file: try output.commit()
    case .standardOutput:
      try copyToStandardOutput()
      output.discard()
    }
  }

  private func copyToStandardOutput() throws(LayerError) {
    guard let spooled = FileHandle(forReadingAtPath: output.temporaryPath) else {
      throw failure(ByteFile.Failure(number: errno), writing: output.path)
    }
    defer { try? spooled.close() }
    let standardOutput = ByteFile()
    while true {
      let piece: Data?
      do {
        piece = try spooled.read(upToCount: 1 << 20)
      } catch {
        throw failure(ByteFile.Failure(number: EIO), writing: output.path)
      }
      guard let piece, !piece.isEmpty else { return }
      do { try standardOutput.write(Array(piece)) } catch { throw failure(error, writing: "-") }
    }
  }

  /// `[a],[b]`: the brackets of every element, not those of the list.
  private func appendList<Element>(_ elements: [Element], _ body: (Element) -> Void) {
    for (i, element) in elements.enumerated() {
      append(i == 0 ? "[" : ",[")
      body(element)
      append("]")
    }
  }

  private func append(_ text: String) { buffer.append(contentsOf: text.utf8) }

  private func flush() throws(LayerError) {
    do { try file.write(buffer) } catch { throw failure(error, writing: output.path) }
    buffer.removeAll(keepingCapacity: true)
  }

  private func failure(_ error: ByteFile.Failure, writing path: String) -> LayerError {
    output.discard()
    return LayerError(error, writing: path)
  }
}
