import Foundation
import Testing

/// A command that is stopped leaves nothing behind and what stood there as it was.
@Suite struct StopTests {
  /// Commands that write for long, and where.
  static let lines: [(line: String, output: String)] = [
    ("circle --network \(Monaco.network) --facilities osm --minutes 30 --overwrite -o", "out.gpkg"),
    (
      "circle --network \(Monaco.network) --facilities osm --minutes 30 --overwrite -o",
      "out.geojson"
    ),
    ("assess --network \(Monaco.network) --overwrite -o", "out.sqlite"),
  ]

  @Test(arguments: lines, [SIGINT, SIGTERM, SIGHUP])
  func filesAreRemoved(_ line: (line: String, output: String), number: Int32) throws {
    let scratch = try Scratch()
    var town = Town.quick
    town.more = town.node(20, 1, 0, "amenity=clinic")
    try scratch.write(town.xml, to: "town.osm")
    let earlier =
      line.output.hasSuffix(".sqlite")
      ? "assess --network town.osm --circles none -o"
      : "circle --network town.osm --at 9,30 --minutes 1 -o"
    #expect(
      try scratch.run(earlier.split(separator: " ").map(String.init) + [line.output]).code == 0)
    try FileManager.default.removeItem(atPath: scratch.file("town.osm"))
    let old = try scratch.read(line.output)
    let running = try scratch.start(
      line.line.split(separator: " ").map(String.init) + [line.output, "--jobs", "2"])
    // As soon as it has begun to write.
    while scratch.contents == [line.output], running.process.isRunning { usleep(2000) }
    #expect(scratch.contents.count == 2, "it was stopped while it worked")
    kill(running.process.processIdentifier, number)
    let run = running.end()
    #expect(run.code == 128 + number && !run.isKilled)
    #expect(!run.errors.contains("circles: "), "\(run.errors)")
    #expect(scratch.contents == [line.output] && scratch.temporaryContents.isEmpty)
    #expect(try scratch.read(line.output) == old)
  }

  /// A run that is killed cannot remove anything; the next one at the same place does, but takes nothing from a run
  /// that lives.
  @Test func whatKilledRunsLeftGoesWithTheNext() throws {
    let scratch = try Scratch()
    try scratch.write(Town.quick.xml, to: "town.osm")
    let long =
      "circle --network \(Monaco.network) --facilities osm --minutes 30 --jobs 1 -o out.gpkg"
    let short = "circle --network town.osm --at 9,30 --minutes 1 --overwrite -o out.gpkg"
    func leftovers() -> [String] { scratch.contents.filter { $0.hasPrefix(".out.gpkg.tmp-") } }
    func start() throws -> RunningCommand {
      let before = Set(leftovers())
      let running = try scratch.start(long.split(separator: " ").map(String.init))
      while before.isSuperset(of: leftovers()), running.process.isRunning { usleep(2000) }
      return running
    }
    let killed = try start()
    kill(killed.process.processIdentifier, SIGKILL)
    #expect(killed.end().isKilled)
    let left = leftovers()
    #expect(left.count == 1)
    try scratch.write("of nobody", to: ".out.gpkg.tmp-mine")
    let living = try start()
    // It has removed what the killed one left.
    #expect(Set(leftovers()).isDisjoint(with: left))
    // Stopped, it lives none the less.
    kill(living.process.processIdentifier, SIGSTOP)
    let ofLiving = leftovers()
    #expect(ofLiving.count == 2)
    #expect(try scratch.run(short.split(separator: " ").map(String.init)).code == 0)
    #expect(leftovers() == ofLiving)
    kill(living.process.processIdentifier, SIGCONT)
    kill(living.process.processIdentifier, SIGTERM)
    #expect(living.end().code == 143)
    #expect(leftovers() == [".out.gpkg.tmp-mine"])
  }

  /// Standard output is spooled; the pipe that nobody reads keeps the command waiting.
  @Test func theSpoolIsRemoved() throws {
    let scratch = try Scratch()
    try scratch.write(Town.quick.xml, to: "town.osm")
    // An id that is longer than what a pipe holds.
    try scratch.write("id,lon,lat\n\(String(repeating: "x", count: 200_000)),9,30\n", to: "f.csv")
    let pipe = Pipe()
    let running = try scratch.start(
      "circle --network town.osm --facilities f.csv --minutes 1 -o -".split(separator: " ")
        .map(String.init), output: pipe.fileHandleForWriting)
    // The first byte comes when all is spooled and more than a pipe holds is to come.
    #expect(try pipe.fileHandleForReading.read(upToCount: 1) == Data("{".utf8))
    #expect(running.process.isRunning && scratch.temporaryContents.count == 1)
    kill(running.process.processIdentifier, SIGTERM)
    #expect(running.end().code == 143)
    #expect(scratch.temporaryContents.isEmpty)
  }
}
