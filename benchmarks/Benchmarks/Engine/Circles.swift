import Benchmark
import Workloads

/// Service circles of places beside streets, a hundred an iteration.
func registerCircles() {
  Data.city.ifPresent(for: "circles") { url in
    for kind in CircleDrawing.Kind.allCases {
      Benchmark("100 circles, \(kind.name)") { _, drawing in
        blackHole(drawing.draw())
      } setup: {
        let city = try await City(openStreetMap: url)
        return CircleDrawing(kind, in: city, places: city.places(100))
      }
    }
  }
}
