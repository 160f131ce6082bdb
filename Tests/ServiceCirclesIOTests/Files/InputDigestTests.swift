import Foundation
import Testing

@testable import ServiceCirclesIO

@Suite struct InputDigestTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func digest(_ name: String) throws -> String {
    try InputDigest.sha256(of: URL(fileURLWithPath: folder.file(name)))
  }

  // FIPS 180-4's examples.
  @Test func knownDigests() throws {
    _ = try folder.write("", to: "empty")
    _ = try folder.write("abc", to: "abc")
    #expect(
      try digest("empty") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      try digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func filesOfSeveralPieces() throws {
    _ = try folder.write(String(repeating: "a", count: 1_000_000), to: "a")
    #expect(
      try digest("a") == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    _ = try folder.write(String(repeating: "a", count: 3_000_000), to: "b")
    let whole = try digest("b")
    _ = try folder.write(String(repeating: "a", count: 2_999_999) + "b", to: "b")
    #expect(try digest("b") != whole)
  }

  @Test func folderChangesWithNamesAndContents() throws {
    let gdb = folder.file("data.gdb")
    try FileManager.default.createDirectory(atPath: gdb, withIntermediateDirectories: true)
    _ = try folder.write("1", to: "data.gdb/a")
    let first = try digest("data.gdb")
    #expect(try digest("data.gdb") == first)
    _ = try folder.write("2", to: "data.gdb/a")
    let second = try digest("data.gdb")
    try FileManager.default.moveItem(atPath: gdb + "/a", toPath: gdb + "/b")
    let third = try digest("data.gdb")
    #expect(Set([first, second, third]).count == 3)
  }

  @Test func missingFile() {
    let error = #expect(throws: LayerError.self) { try digest("none") }
    guard case .cannotRead = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.file == folder.file("none"))
  }
}
