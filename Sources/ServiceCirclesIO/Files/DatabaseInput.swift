import CSpatiaLite
import Foundation

/// A database as it was saved last, where reading it writes nothing beside it and nothing into it.
///
/// The program that has a database open, such as QGIS, keeps what was saved last in a journal beside it. Who reads
/// only the file misses that; who opens it with its journal plays the journal into the file and removes it. So
/// where there is a journal, both are copied to the folder for temporary files, and the copy is read.
final class DatabaseInput {
  /// The path under which it is read, as it stands.
  let path: String
  /// Where the copy is; nil where the file itself is read.
  private let folder: HiddenFolder?

  /// How often a copy is tried while somebody writes.
  private static let attempts = 5
  /// How journals begin that SQLite plays: those of additions, in either order of bytes, and those of changes undone.
  /// Others say nothing.
  private static let beginnings: [(suffix: String, starts: [[UInt8]])] = [
    ("-wal", [[0x37, 0x7F, 0x06, 0x82], [0x37, 0x7F, 0x06, 0x83]]),
    ("-journal", [[0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]]),
  ]
  /// What ends a journal that goes with those of other databases, which are named before it.
  private static let jointEnd: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]

  /// - Throws: ``LayerError`` of the reasons notAFile, cannotOpen, cannotCopy and changed.
  init(_ path: String, shownAs name: String) throws(LayerError) {
    // The journal stands beside the file, not beside a link to it.
    let file = FilePath.resolved(path)
    let journals = try DatabaseInput.journals(of: file)
    // GDAL takes a % in a name for the beginning of a character's number.
    guard !journals.isEmpty || path.contains("%") else {
      self.path = path
      folder = nil
      return
    }
    do throws(ByteFile.Failure) {
      let folder = try HiddenFolder(
        for: "database", in: FileManager.default.temporaryDirectory.path,
        temporaryFiles: .ofProgram)
      self.folder = folder
      self.path = folder.path + "/" + DatabaseInput.plainName(of: path)
      if journals.isEmpty {
        guard symlink(file, self.path) == 0 else { throw ByteFile.Failure(number: errno) }
        return
      }
    } catch {
      throw DatabaseInput.cannotCopy(error, name)
    }
    try copy(file, shownAs: name)
    try settle(shownAs: name)
  }

  /// The journals beside a file that SQLite would play.
  private static func journals(of file: String) throws(LayerError) -> [String] {
    var found: [String] = []
    for (suffix, starts) in beginnings where FilePath.isFile(file + suffix) {
      let path = file + suffix
      guard InputFile.isFileOrFolder(path) else { throw LayerError(.notAFile, file: path) }
      let start = FileStart(path, count: 8).bytes
      if starts.contains(where: start.starts) { found.append(path) }
    }
    return found
  }

  /// A name that tells the format as the file's own does.
  private static func plainName(of path: String) -> String {
    let ending = FilePath.parts(of: path).ending
    return "database." + ending.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }

  private static func cannotCopy(_ failure: ByteFile.Failure, _ name: String) -> LayerError {
    LayerError(
      .cannotCopy(to: FileManager.default.temporaryDirectory.path, failure.words), file: name)
  }

  /// Copies the file and its journals, all as they are at one moment.
  private func copy(_ file: String, shownAs name: String) throws(LayerError) {
    for _ in 0..<DatabaseInput.attempts {
      let files = [file] + (try DatabaseInput.journals(of: file))
      let before = FileState.all([file, file + "-wal", file + "-journal"])
      for suffix in ["", "-wal", "-journal"] { unlink(path + suffix) }
      do throws(ByteFile.Failure) {
        for source in files {
          try ByteFile.copy(source, to: path + source.dropFirst(file.count))
        }
      } catch {
        throw DatabaseInput.cannotCopy(error, name)
      }
      if FileState.all([file, file + "-wal", file + "-journal"]) == before { return }
    }
    throw LayerError(.changed, file: name)
  }

  /// Plays the journal into the copy.
  private func settle(shownAs name: String) throws(LayerError) {
    // SQLite may remove the file that such a journal names.
    guard !FileEnd(path + "-journal", count: 8).bytes.elementsEqual(DatabaseInput.jointEnd) else {
      throw LayerError(.cannotOpen("its journal belongs to several databases"), file: name)
    }
    var database: OpaquePointer?
    defer { sqlite3_close(database) }
    guard sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK,
      // The first has a journal of changes undone, the second one of additions carried over.
      sqlite3_exec(database, "PRAGMA schema_version", nil, nil, nil) == SQLITE_OK,
      sqlite3_exec(database, "PRAGMA journal_mode = DELETE", nil, nil, nil) == SQLITE_OK
    else {
      throw LayerError(.cannotOpen(String(cString: sqlite3_errmsg(database))), file: name)
    }
  }
}
