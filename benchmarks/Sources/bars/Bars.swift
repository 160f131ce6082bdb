import ArgumentParser
import DataSets
import Foundation
import Streets
import Workloads

/// Measures the engine against the bars it has to stay under.
@main
struct Bars: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures CPU time on one core against the bars: medians of several runs.")

  @Option(
    help: ArgumentHelp(
      "A data set of 1,000,000 nodes and 2,000,000 residents: all of its bars.", valueName: "folder"
    ))
  var province: String?

  @Option(
    help: ArgumentHelp(
      "A data set of which only searches are measured. May be repeated.", valueName: "folder"))
  var streets: [String] = []

  @Option(
    help: ArgumentHelp(
      "An OpenStreetMap file in which circles are drawn.", valueName: "file"))
  var city: String?

  @Option(help: "How often everything is run.")
  var runs = 5

  @Option(help: "How many circles of a kind.")
  var circles = 1000

  @Flag(help: "Only the searches between nodes.")
  var searches = false

  @Flag(help: "A line of JSON for each figure.")
  var json = false

  func validate() throws {
    guard runs > 0, circles > 0 else { throw ValidationError("at least one run and one circle") }
    guard province != nil || city != nil || !streets.isEmpty else {
      throw ValidationError("Name data: --province, --streets or --city.")
    }
  }

  func run() async throws {
    var figures: [Figure] = []
    func add(_ new: [Figure]) throws {
      figures += new
      if json { for figure in new { print(try figure.json) } }
    }
    if let province {
      let data = try DataSet(URL(filePath: province))
      try add(await searchFigures(data, isProvince: true))
      if !searches { try add(await placeFigures(data)) }
    }
    for folder in streets {
      try add(await searchFigures(DataSet(URL(filePath: folder)), isProvince: false))
    }
    if let city { try add(await circleFigures(try await City(openStreetMap: URL(filePath: city)))) }
    if !json { print(Figure.table(figures)) }
  }
}
