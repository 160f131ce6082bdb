import Benchmark
import Streets

// CPU time only: on a shared machine wall time says more about the neighbours.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.cpuUser, .cpuTotal], timeUnits: .milliseconds, warmupIterations: 1,
    maxDuration: .seconds(20), maxIterations: 20)
  registerSearches()
  registerPlaces()
  registerCircles()
}
