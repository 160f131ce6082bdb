import Foundation

/// Writes lines of text to a file or to standard output (`-`); a file appears whole or not at all.
public final class TextFileWriter {
  private let output: OutputFile?
  private let handle: FileHandle
  private let path: String
  private var buffer = Data()

  /// - Throws: ``LayerError`` of the reason cannotCreate.
  public init(
    to path: String, temporaryFiles: TemporaryFiles = TemporaryFiles()
  ) throws(LayerError) {
    self.path = path
    if path == "-" {
      output = nil
      handle = .standardOutput
      return
    }
    let output = try OutputFile(path, temporaryFiles: temporaryFiles)
    guard FileManager.default.createFile(atPath: output.temporaryPath, contents: nil),
      let handle = FileHandle(forWritingAtPath: output.temporaryPath)
    else { throw LayerError(.cannotCreate(String(cString: strerror(errno))), file: path) }
    self.output = output
    self.handle = handle
  }

  /// Writes one line.
  ///
  /// - Throws: ``LayerError`` of the reason writeFailed.
  public func write(_ line: String) throws(LayerError) {
    buffer.append(contentsOf: line.utf8)
    buffer.append(0x0a)
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Completes the output and puts it in its place.
  ///
  /// - Throws: ``LayerError`` of the reason writeFailed.
  public func finish() throws(LayerError) {
    try flush()
    guard let output else { return }
    do { try handle.close() } catch { throw failure(error) }
    try output.commit()
  }

  private func flush() throws(LayerError) {
    do { try handle.write(contentsOf: buffer) } catch { throw failure(error) }
    buffer.removeAll(keepingCapacity: true)
  }

  private func failure(_ error: any Error) -> LayerError {
    LayerError(.writeFailed(error.localizedDescription), file: path)
  }
}
