import Foundation

/// One measured figure beside the bar it has to stay under.
struct Figure {
  var data: String
  var task: String
  var measurement: Measurement
  /// How many answers the work gives: the figure is per answer.
  var answers: Int
  /// The figure's unit and how many make a second.
  var unit: (name: String, perSecond: Double)
  /// The most that is allowed, in the unit; nil where only a comparison says what is good.
  var bar: Double?
  /// The arcs that searches looked at.
  var relaxedArcs: Int?
  var note = ""

  var value: Double { measurement.cpu * unit.perSecond / Double(answers) }
  var leastValue: Double { measurement.leastCPU * unit.perSecond / Double(answers) }

  static let titles = ["data", "task", "median", "least", "bar", "", "ns/arc", "note"]

  /// The cells of a row of a table.
  var cells: [String] {
    [
      data, task, String(format: "%.3f %@", value, unit.name), String(format: "%.3f", leastValue),
      bar.map { String(format: "%.4g", $0) } ?? "",
      bar.map { value <= $0 ? "met" : "MISSED" } ?? "",
      relaxedArcs.map { String(format: "%.1f", measurement.cpu * 1e9 / Double($0)) } ?? "", note,
    ]
  }

  /// A line of JSON in the form that the peers' scripts write.
  var json: String {
    get throws {
      struct Line: Encodable {
        var peer = "ServiceCircles"
        var phase = "query"
        var threads = 1
        var data: String
        var task: String
        var runs: Int
        var cpu: Double
        var cpu_min: Double
        var wall: Double
        var relaxed: Int?
      }
      let line = Line(
        data: data, task: task, runs: measurement.cpuSeconds.count, cpu: measurement.cpu,
        cpu_min: measurement.leastCPU, wall: measurement.wall, relaxed: relaxedArcs)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(line), as: UTF8.self)
    }
  }

  /// A table in Markdown whose columns line up.
  static func table(_ figures: [Figure]) -> String {
    let rows = [titles] + figures.map(\.cells)
    let widths = titles.indices.map { c in rows.map { $0[c].count }.max() ?? 0 }
    func line(_ cells: [String]) -> String {
      let padded = zip(cells, widths).map {
        $0 + String(repeating: " ", count: $1 - $0.count)
      }
      return "| " + padded.joined(separator: " | ") + " |"
    }
    let rule = line(widths.map { String(repeating: "-", count: max(3, $0)) })
    return ([line(titles), rule] + rows.dropFirst().map(line)).joined(separator: "\n")
  }
}
