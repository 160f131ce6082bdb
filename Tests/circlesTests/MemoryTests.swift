import Foundation
import Testing

/// Memory that runs out ends a command in one line, and leaves nothing behind.
@Suite struct MemoryTests {
  /// Limits from where the command does not even start, through where it reads and searches, to where it draws.
  @Test func oneLineWhereverItRunsOut() throws {
    let scratch = try Scratch()
    var codes: Set<Int32> = []
    for megabytes in stride(from: 280, through: 640, by: 40) {
      let run = try scratch.shell(
        "ulimit -v \(megabytes * 1024); circles assess --network \(Monaco.network) --only none "
          + "--jobs 2 --quiet -o out.sqlite")
      // The loader of programs, before the first line of this one, has a code of its own.
      if run.code == 127 { continue }
      codes.insert(run.code)
      #expect(
        !run.isKilled && [65, 70].contains(run.code), "\(megabytes): \(run.code) \(run.errors)")
      #expect(run.errorLines.count == 1 && run.errors.hasPrefix("circles: "), "\(run.errors)")
      #expect(run.code != 70 || run.errors.contains("memory ran out"), "\(run.errors)")
      #expect(scratch.contents.isEmpty && scratch.temporaryContents.isEmpty)
    }
  }

  /// A fault at any time is told in a line, and what was being written goes.
  @Test(arguments: [SIGILL, SIGTRAP, SIGABRT, SIGSEGV])
  func faultsAreToldInOneLine(number: Int32) throws {
    let scratch = try Scratch()
    let running = try scratch.start(
      "circle --network \(Monaco.network) --facilities osm --minutes 30 --jobs 2 --quiet -o out.gpkg"
        .split(separator: " ").map(String.init))
    while scratch.contents.isEmpty, running.process.isRunning { usleep(2000) }
    #expect(scratch.contents.count == 1, "it was hit while it wrote")
    kill(running.process.processIdentifier, number)
    let run = running.end()
    #expect(run.code == 70 && !run.isKilled && run.errorLines.count == 1, "\(run.errors)")
    #expect(run.errors.hasPrefix("circles: ended by a fault of its own"), "\(run.errors)")
    #expect(scratch.contents.isEmpty && scratch.temporaryContents.isEmpty)
  }
}
