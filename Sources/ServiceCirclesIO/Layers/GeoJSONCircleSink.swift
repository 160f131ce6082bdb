import Foundation
import Geometry

/// Writes circles as GeoJSON, feature by feature.
final class GeoJSONCircleSink: CircleSink {
  enum Destination: Equatable {
    case file(String)
    case standardOutput
  }

  private let destination: Destination
  private let output: OutputFile
  private let file: FileHandle
  private let projector: Projector
  private let rounding = GeographicRounding()
  private var buffer: [UInt8] = []
  private var isFirst = true

  init(
    _ destination: Destination, plane: WorkingPlane, temporaryFiles: TemporaryFiles
  ) throws(LayerError) {
    self.destination = destination
    switch destination {
    case .file(let path): output = try OutputFile(path, temporaryFiles: temporaryFiles)
    case .standardOutput:
      // Spooled, so that a run that fails half-way prints nothing.
      output = try OutputFile(
        NSTemporaryDirectory() + "/circles.geojson", temporaryFiles: temporaryFiles)
    }
    do {
      projector = try Projector(plane)
    } catch {
      throw LayerError(.cannotCreate("\(error)"), file: output.path)
    }
    guard FileManager.default.createFile(atPath: output.temporaryPath, contents: nil),
      let file = FileHandle(forWritingAtPath: output.temporaryPath)
    else {
      throw LayerError(.cannotCreate(String(cString: strerror(errno))), file: output.path)
    }
    self.file = file
    append("{\"type\":\"FeatureCollection\",\"features\":[\n")
  }

  func write(_ circle: CircleFeature) throws(LayerError) {
    let polygons: [Polygon]
    do {
      guard let degrees = projector.inverse(.multiPolygon(circle.geometry.polygons)) else {
        throw GeometryError.notFinite
      }
      polygons = try rounding.rounded(degrees)
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
    do {
      try file.close()
    } catch {
      throw failure(error)
    }
    switch destination {
    case .file: try output.commit()
    case .standardOutput:
      try copyToStandardOutput()
      output.discard()
    }
  }

  private func copyToStandardOutput() throws(LayerError) {
    do {
      guard let spooled = FileHandle(forReadingAtPath: output.temporaryPath) else {
        throw CocoaError(.fileReadUnknown)
      }
      while let piece = try spooled.read(upToCount: 1 << 20), !piece.isEmpty {
        try FileHandle.standardOutput.write(contentsOf: piece)
      }
      try spooled.close()
    } catch {
      throw failure(error)
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
    do {
      try file.write(contentsOf: buffer)
    } catch {
      throw failure(error)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func failure(_ error: any Error) -> LayerError {
    output.discard()
    return LayerError(
      .writeFailed(error.localizedDescription),
      file: destination == .standardOutput ? "-" : output.path)
  }
}
