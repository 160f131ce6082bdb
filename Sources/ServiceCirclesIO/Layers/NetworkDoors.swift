import CGDAL
import Synchronization

/// The ways on which GDAL reaches the network, closed: nothing that is read here is there, but a database, which
/// has a way of its own.
///
/// A file can hold an address in many places, and more with every version of GDAL: the coordinate reference
/// system of a GeoJSON file may be a link, the schema of a GML file may be anywhere. So no place is looked for;
/// what would fetch something fails, whoever asks it.
enum NetworkDoors {
  /// Where it is noted that something was to be fetched.
  final class Note: Sendable {
    private let isMade = Mutex(false)

    /// Whether something was to be fetched. What the file says there is then not known.
    var saysSomething: Bool { isMade.withLock { $0 } }

    fileprivate func make() { isMade.withLock { $0 = true } }
  }

  /// The note of the file that this thread opens.
  @TaskLocal private static var note: Note?

  /// Calls `body`, and notes whether something was to be fetched by it on this thread.
  static func noting<Result>(in note: Note, _ body: () -> Result) -> Result {
    $note.withValue(note, operation: body)
  }

  /// Closes them for the whole program.
  static func close() {
    CPLHTTPSetFetchCallback(
      { _, _, _, _, _, _, _ in
        NetworkDoors.note?.make()
        // None at all would have GDAL fetch it after all.
        guard let memory = VSICalloc(1, MemoryLayout<CPLHTTPResult>.size) else { return nil }
        let result = memory.bindMemory(to: CPLHTTPResult.self, capacity: 1)
        result.pointee.nStatus = 1
        result.pointee.pszErrBuf = VSIStrdup("addresses are not followed")
        return result
      }, nil)
    OSRSetPROJEnableNetwork(0)
    for prefix in remotePrefixes { refuseFiles(prefix) }
  }

  /// How paths begin that stand for files on the network.
  private static var remotePrefixes: [String] {
    let list = VSIGetFileSystemsPrefixes()
    defer { CSLDestroy(list) }
    let all = (0..<Int(CSLCount(list))).compactMap { list?[$0].map { String(cString: $0) } }
    let local: Set = [
      "/vsimem/", "/vsizip/", "/vsigzip/", "/vsitar/", "/vsisubfile/", "/vsisparse/",
      "/vsicrypt/", "/vsistdin/", "/vsistdin?", "/vsistdout/", "/vsistdout_redirect/",
    ]
    return all.filter { !local.contains($0) }
  }

  private static func refuseFiles(_ prefix: String) {
    guard let handler = VSIAllocFilesystemPluginCallbacksStruct() else { return }
    defer { VSIFreeFilesystemPluginCallbacksStruct(handler) }
    handler.pointee.open = { _, _, _ in
      NetworkDoors.note?.make()
      return nil
    }
    handler.pointee.stat = { _, _, _, _ in -1 }
    VSIInstallPluginHandler(prefix, handler)
  }
}
