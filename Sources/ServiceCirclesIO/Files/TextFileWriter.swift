/// Writes lines of text to a file or to standard output (`-`); a file appears whole or not at all.
package final class TextFileWriter {
  private let output: OutputFile?
  private let file: ByteFile
  private let path: String
  private var buffer: [UInt8] = []

  /// Writes to standard output.
  package init() {
    path = "-"
    output = nil
    file = ByteFile()
  }

  /// Writes to a file; to standard output where the path is `-`.
  ///
  /// - Throws: ``LayerError`` as ``OutputPlace/check(_:kind:overwrite:against:)``.
  package init(
    to path: String, kind: OutputKind, overwrite: Bool,
    temporaryFiles: TemporaryFiles = TemporaryFiles()
  ) throws(LayerError) {
    self.path = path
    if path == "-" {
      output = nil
      file = ByteFile()
      return
    }
    let output = try OutputFile(
      path, kind: kind, overwrite: overwrite, temporaryFiles: temporaryFiles)
    do {
      file = try ByteFile(creating: output.temporaryPath)
    } catch {
      throw LayerError(.cannotCreate(error.words), file: path)
    }
    self.output = output
  }

  /// Writes one line.
  ///
  /// - Throws: ``LayerError`` of the reasons writeFailed and nobodyReads.
  package func write(_ line: String) throws(LayerError) {
    buffer.append(contentsOf: line.utf8)
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Completes the output and puts it in its place.
  ///
  /// - Throws: ``LayerError`` of the reasons writeFailed and nobodyReads.
  package func finish() throws(LayerError) {
    try flush()
    do { try file.finish() } catch { throw failure(error) }
    try output?.commit()
  }

  private func flush() throws(LayerError) {
    do { try file.write(buffer) } catch { throw failure(error) }
    buffer.removeAll(keepingCapacity: true)
  }

  private func failure(_ error: ByteFile.Failure) -> LayerError {
    output?.discard()
    return LayerError(error, writing: path)
  }
}
