/// What an output is, so that only another of its kind ever makes way for it.
package struct OutputKind: Sendable {
  /// What belongs to the output under its own name with another ending (`dbf`).
  private let endings: [String]
  /// What belongs to it under its whole name and more (`-journal`).
  private let suffixes: [String]
  /// Whether a file is such an output; the file is there.
  let isFound: @Sendable (String) -> Bool

  /// A kind of output that is told by its content.
  init(
    endings: [String] = [], suffixes: [String] = [], isFound: @escaping @Sendable (String) -> Bool
  ) {
    self.endings = endings
    self.suffixes = suffixes
    self.isFound = isFound
  }

  /// A table whose first line is its header.
  package static func table(header: String) -> OutputKind {
    OutputKind { FileStart($0, count: header.utf8.count + 1).firstLine == header }
  }

  /// The paths of what belongs to the output at a path.
  func companions(of path: String) -> [String] {
    let stem = FilePath.parts(of: path).stem
    return endings.map { stem + "." + $0 } + suffixes.map { path + $0 }
  }
}
