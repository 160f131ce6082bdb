import CGDAL
import Foundation
import Testing

@testable import ServiceCirclesIO

/// Files that somebody writes to while they are read.
@Suite struct ChangedFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Reads a layer, and does something to its file behind the first record.
  private func read(_ path: String, meanwhile change: () throws -> Void) throws -> LayerError? {
    let opened = try OpenedLayer(LayerSource(path: path))
    do {
      try GDALLibrary.quietly {
        var count = 0
        while let feature = try opened.dataset.next(opened.layer, opened.source, opened.name) {
          OGR_F_Destroy(feature)
          if count == 0 { try change() }
          count += 1
        }
      }
      return nil
    } catch let error as LayerError {
      return error
    }
  }

  private func table(_ name: String, rows: Int) throws -> String {
    let path = folder.file(name)
    let lines = (0..<rows).map { "\($0),120,30" }
    try Data((["id,lon,lat"] + lines).joined(separator: "\n").utf8)
      .write(to: URL(fileURLWithPath: path))
    return path
  }

  @Test func aFileThatIsCutIsNotTakenForAWholeOne() throws {
    let path = try table("t.csv", rows: 100_000)
    #expect(try read(path) { truncate(path, 200_000) }?.reason == .changed)
  }

  @Test func noMoreIsOneThatGrowsOrIsReplaced() throws {
    let path = try table("t.csv", rows: 10)
    let grown = try read(path) {
      let file = try #require(FileHandle(forWritingAtPath: path))
      try file.seekToEnd()
      try file.write(contentsOf: Data("x,120,30\n".utf8))
      try file.close()
    }
    #expect(grown?.reason == .changed)
    let replaced = try read(path) {
      let other = try table("u.csv", rows: 10)
      #expect(rename(other, path) == 0)
    }
    #expect(replaced?.reason == .changed)
  }

  @Test func noMoreIsOneWhoseCompanionChanges() throws {
    let path = try table("t.csv", rows: 10)
    try Data("String,Real,Real".utf8).write(to: URL(fileURLWithPath: folder.file("t.csvt")))
    let error = try read(path) {
      try Data("Integer,Real,Real".utf8).write(to: URL(fileURLWithPath: folder.file("t.csvt")))
    }
    #expect(error?.reason == .changed)
  }

  @Test func whatStaysAsItIsIsRead() throws {
    let path = try table("t.csv", rows: 10)
    #expect(try read(path) { _ = try table("u.csv", rows: 10) } == nil)
  }

  @Test func aWholeFileHasALimit() throws {
    let path = try table("t.csv", rows: 10)
    #expect(try WholeFile.bytes(of: path, most: 1000).count < 1000)
    #expect(throws: WholeFile.Failure.self) { try WholeFile.bytes(of: path, most: 20) }
    #expect(throws: WholeFile.Failure.self) {
      try WholeFile.bytes(of: folder.file("none"), most: 20)
    }
  }
}
