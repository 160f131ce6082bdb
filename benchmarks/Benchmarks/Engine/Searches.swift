import Benchmark
import DataSets
import Streets
import Workloads

/// Searches from the facilities' nodes to nodes, over every node of the data as other engines do.
func registerSearches() {
  let limit = Milliseconds.minutes(15)
  Data.province.ifPresent(for: "searches between nodes") { url in
    @Sendable func searches() throws -> NodeSearches {
      try NodeSearches(DataSet(url), keeping: .all)
    }
    Benchmark("Nearest facility of each category, every node") { _, searches in
      blackHole(searches.nearestByCategory(within: limit))
    } setup: {
      try searches()
    }
    Benchmark("Reach of each facility") { _, searches in
      blackHole(searches.reachOfEachFacility(within: limit))
    } setup: {
      try searches()
    }
  }
}
