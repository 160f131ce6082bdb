import Foundation
import Testing

@testable import ServiceCirclesIO

/// Which hidden folders a run removes: those of runs that no longer live, and no others.
@Suite struct HiddenFolderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The parts of the name that a folder of this process has: process, start, machine, start of the system.
  private let own = HiddenFolderOwner.current.name.split(
    separator: "-", omittingEmptySubsequences: false
  ).map(String.init)
  /// The number of no process: the largest is far below it.
  private let nobody = Int32.max - 1

  private func make(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder.file(name), withIntermediateDirectories: false)
    _ = try folder.write("rest", to: name + "/a.csv")
  }

  private func open(_ name: String) throws -> HiddenFolder {
    try HiddenFolder(for: name, in: folder.path, temporaryFiles: TemporaryFiles())
  }

  @Test func onlyWhatKilledRunsLeftIsRemoved() throws {
    let (pid, start, machine, boot) = (own[0], own[1], own[2], own[3])
    let left = [
      "\(nobody)-1-\(machine)-\(boot)-7", "\(nobody)-7",
      // Its number was given to this process since, and before the system was started again.
      "\(pid)-\((UInt64(start) ?? 0) + 1)-\(machine)-\(boot)-7",
      "\(pid)-\(start)-\(machine)-00000000-7",
    ]
    let kept = [
      "\(pid)-\(start)-\(machine)-\(boot)-7", "\(pid)-7",
      // Whether those live cannot be told from here.
      "\(nobody)-1-elsewhere-00000000-7", "\(nobody)-1-elsewhere-\(boot)-7",
      // Names that no run gives.
      "mine", "\(nobody)", "\(nobody)-x", "-1-7", "0-7", "\(nobody)-1-\(machine)-\(boot)-7-7",
    ]
    for name in left + kept { try make(".a.csv.tmp-" + name) }
    try make(".b.csv.tmp-\(nobody)-7")
    _ = try folder.write("a file", to: ".a.csv.tmp-\(nobody)-8")
    try make("far")
    try FileManager.default.createSymbolicLink(
      atPath: folder.file(".a.csv.tmp-\(nobody)-9"), withDestinationPath: "far")
    let expected =
      kept.map { ".a.csv.tmp-" + $0 } + [
        ".b.csv.tmp-\(nobody)-7", ".a.csv.tmp-\(nobody)-8", ".a.csv.tmp-\(nobody)-9", "far",
      ]
    let hidden = try open("a.csv")
    #expect(folder.contents.filter { folder.file($0) != hidden.path } == expected.sorted())
    #expect(FileManager.default.fileExists(atPath: folder.file("far/a.csv")))
    hidden.remove()
    #expect(folder.contents == expected.sorted())
  }

  /// The lock tells more than the number: of a process in another container that has the same name, it is what
  /// there is.
  @Test func aFolderThatIsLockedLives() throws {
    let name = ".a.csv.tmp-\(nobody)-1-\(own[2])-\(own[3])-7"
    try make(name)
    let lock = Foundation.open(folder.file(name + "/.circles-lock"), O_RDWR | O_CREAT, 0o666)
    #expect(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
    try open("a.csv").remove()
    #expect(folder.contents == [name])
    close(lock)
    try open("a.csv").remove()
    #expect(folder.contents == [])
  }

  /// Two of one process at one place, as in a program that embeds the library.
  @Test func foldersOfOneProcessStayWhileTheyAreNeeded() throws {
    let first = try open("a.csv")
    let second = try open("a.csv")
    #expect(folder.contents.count == 2)
    first.remove()
    #expect(folder.contents.map { folder.file($0) } == [second.path])
    second.remove()
    // A name as long as the system allows.
    let long = try open(String(repeating: "名", count: 80) + ".csv")
    #expect(folder.contents.map { folder.file($0) } == [long.path])
    long.remove()
    #expect(folder.contents == [])
  }
}
