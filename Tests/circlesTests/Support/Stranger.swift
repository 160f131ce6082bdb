import Foundation
import Testing

/// A folder with a town, and a file beside it that nobody has named.
struct Stranger {
  let scratch: Scratch
  static let secret = "the private row"

  init() throws {
    scratch = try Scratch()
    try scratch.write(
      "id,kind,lon,lat,name\ns,MED.clinic,120,30,\(Self.secret)\n", to: "secret.csv")
    try scratch.write(Town().xml, to: "town.osm")
  }

  /// A run that reads facilities.
  func run(_ facilities: String) throws -> CommandRun {
    try scratch.run(
      "circle", "--network", "town.osm", "--facilities", facilities, "--minutes", "5", "-o", "-")
  }

  /// A run that reads facilities, and must not come to any result.
  func refused(_ facilities: String, _ code: Int32 = 65) throws -> String {
    let run = try run(facilities)
    #expect(run.code == code && !run.isKilled, "\(facilities): \(run.errors)")
    #expect(run.text.isEmpty && !run.errors.contains(Self.secret))
    #expect(run.errors.split(separator: "\n").count <= 3)
    return run.errors
  }

  /// What a project says whose facilities are chosen by a condition.
  func project(where condition: String, of path: String) throws -> CommandRun {
    try scratch.write(
      """
      streets: { path: town.osm }
      facilities:
        - path: \(path)
          where: "\(condition)"
      report: r.sqlite
      """, to: "w.yaml")
    return try scratch.run("assess", "w.yaml", "--quiet", "--overwrite")
  }
}
