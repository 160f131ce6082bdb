import Foundation

/// The state of an input and of the files that belong to it, when reading begins.
///
/// Who reads a file piece by piece while somebody writes to it gets parts of two files, and often no error.
struct InputState {
  private let paths: [String]
  private let states: [FileState?]

  /// The state now; of what is no file or folder of the disk there is none, and it never changes.
  init(_ path: String) {
    let file = LayerPath.file(of: path) ?? path
    let journals = Set(FileFamily.journals.map { file + $0 })
    // What a program that has a database open keeps beside it is none of what is read.
    paths =
      FilePath.isFile(file) || FilePath.isFolder(file)
      ? [file] + FileFamily.companions(ofInput: file).filter { !journals.contains($0) }
        + InputFile.contents(of: file) : []
    states = FileState.all(paths)
  }

  /// Whether any of them has been written to, or replaced, since.
  var hasChanged: Bool { FileState.all(paths) != states }
}
