import Foundation
import Synchronization
import Testing

@testable import circles

@Suite struct ProgressTests {
  /// A clock that is set, and what was written.
  private final class Stage: Sendable {
    let seconds = Mutex(0.0)
    let text = Mutex("")

    func progress(total: Int, isQuiet: Bool = false, isTerminal: Bool) -> circles.Progress {
      circles.Progress(
        total: total, isQuiet: isQuiet, isTerminal: isTerminal,
        now: { Date(timeIntervalSinceReferenceDate: self.seconds.withLock { $0 }) },
        write: { text in self.text.withLock { $0 += text } })
    }

    func pass(_ seconds: Double) { self.seconds.withLock { $0 += seconds } }

    /// What was written since it was asked for.
    func written() -> String {
      text.withLock { text in
        defer { text = "" }
        return text
      }
    }
  }

  @Test func aLineAMinuteElsewhere() {
    let stage = Stage()
    let progress = stage.progress(total: 100, isTerminal: false)
    for done in 1...59 {
      stage.pass(1)
      progress.update(done)
    }
    #expect(stage.written() == "")
    stage.pass(1)
    progress.update(60)
    #expect(stage.written() == "60 of 100 done\n")
    stage.pass(59)
    progress.update(80)
    #expect(stage.written() == "")
    stage.pass(1)
    // Workers come in any order.
    progress.update(70)
    #expect(stage.written() == "80 of 100 done\n")
    progress.finish()
    #expect(stage.written() == "")
  }

  @Test func aBarOnATerminal() {
    let stage = Stage()
    let progress = stage.progress(total: 60, isTerminal: true)
    #expect(stage.written() == "\r" + String(repeating: "░", count: 30) + " 0/60")
    progress.update(1)
    #expect(stage.written() == "", "not more often than eyes can follow")
    stage.pass(0.2)
    progress.update(20)
    #expect(
      stage.written() == "\r" + String(repeating: "█", count: 10)
        + String(repeating: "░", count: 20) + " 20/60")
    progress.finish()
    #expect(stage.written() == "\r" + String(repeating: "█", count: 30) + " 60/60\n")
  }

  @Test func anErrorBeginsALine() {
    let stage = Stage()
    do {
      let progress = stage.progress(total: 60, isTerminal: true)
      progress.update(1)
      _ = stage.written()
    }
    #expect(stage.written() == "\n")
  }

  @Test func quietSaysNothing() {
    let stage = Stage()
    for isTerminal in [true, false] {
      let progress = stage.progress(total: 0, isQuiet: true, isTerminal: isTerminal)
      stage.pass(100)
      progress.update(1)
      progress.finish()
    }
    #expect(stage.written() == "")
  }

  /// `script` runs a line on a terminal of its own.
  @Test func theCommandKnowsATerminal() throws {
    let scratch = try Scratch()
    guard try scratch.shell("script -qec true /dev/null").code == 0 else {
      print("There is no `script` here that could make a terminal.")
      return
    }
    try scratch.write(Town.quick.xml, to: "town.osm")
    try scratch.write(Town.quick.csv(("a", 1, 0, "x"), ("b", 2, 0, "x")), to: "f.csv")
    let line = "circle --network town.osm --facilities f.csv --minutes 1 --overwrite -o c.gpkg"
    func shown(_ options: String) throws -> String {
      let run = try scratch.shell("script -qec '\(Command.url.path) \(line) \(options)' /dev/null")
      #expect(run.code == 0)
      return run.text
    }
    #expect(try shown("").contains("\r" + String(repeating: "█", count: 30) + " 2/2"))
    #expect(try shown("--quiet") == "")
    // Elsewhere there is no bar.
    #expect(try !scratch.shell("circles \(line)").errors.contains("█"))
  }
}
