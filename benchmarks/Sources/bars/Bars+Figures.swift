import DataSets
import Streets
import Workloads

extension Bars {
  private static let quarter = Milliseconds.minutes(15)
  private static let milliseconds = (name: "ms", perSecond: 1000.0)
  private static let seconds = (name: "s", perSecond: 1.0)

  /// Searches between nodes, over every node of the data and over junctions only.
  func searchFigures(_ data: DataSet, isProvince: Bool) async throws -> [Figure] {
    var figures: [Figure] = []
    let networks = [(DataSet.KeptNodes.all, "every node"), (.facilities, "chains contracted")]
    for (kept, name) in networks {
      let search = try NodeSearches(data, keeping: kept)
      func add(_ task: String, bar: Double?, _ work: () -> Int) async {
        let (measurement, arcs) = await Measurement.of(runs: runs) { work() }
        figures.append(
          Figure(
            data: data.name, task: "\(task), \(name)", measurement: measurement, answers: 1,
            unit: Self.seconds, bar: bar, relaxedArcs: arcs, note: "\(search.nodeCount) nodes"))
      }
      await add(
        "t1 nearest of \(data.categories.count) categories",
        bar: isProvince && kept == .all ? 0.2 : nil
      ) { search.nearestByCategory(within: Self.quarter) }
      await add("t2 reach of each facility", bar: nil) {
        search.reachOfEachFacility(within: Self.quarter)
      }
    }
    return figures
  }

  /// The nearest facilities of all homes.
  func placeFigures(_ data: DataSet) async throws -> [Figure] {
    let answers = try PlaceAnswers(data)
    let (making, fields) = await Measurement.of(runs: runs) { answers.fields(within: Self.quarter) }
    let (asking, reaching) = try await Measurement.of(runs: runs) {
      try await answers.answer(in: fields)
    }
    return [
      Figure(
        data: data.name, task: "fields of \(fields.count) categories", measurement: making,
        answers: 1, unit: Self.seconds, note: "with access legs"),
      Figure(
        data: data.name, task: "\(answers.homeCount) places", measurement: asking, answers: 1,
        unit: Self.seconds, bar: 10, note: "\(reaching) reach the first category"),
    ]
  }

  /// Circles of places beside streets.
  func circleFigures(_ city: City) async -> [Figure] {
    let places = city.places(circles)
    var figures: [Figure] = []
    for (kind, bar) in [(CircleDrawing.Kind.walk, 1.5), (.narrowWalk, 2.5), (.cycle, 15)] {
      let drawing = CircleDrawing(kind, in: city, places: places)
      let (measurement, drawn) = await Measurement.of(runs: runs) { drawing.draw() }
      figures.append(
        Figure(
          data: city.name, task: "circle, \(kind.name)", measurement: measurement,
          answers: drawing.count, unit: Self.milliseconds, bar: bar,
          note: "each \(drawn.rings / drawing.count) rings, \(drawn.points / drawing.count) points")
      )
    }
    return figures
  }
}
