import Foundation

/// The CPU and wall seconds of several runs of the same work.
///
/// CPU time of the whole process: on a shared machine wall time says more about the neighbours.
struct Measurement {
  private(set) var cpuSeconds: [Double] = []
  private(set) var wallSeconds: [Double] = []

  /// Runs work several times; `body` returns what the last run found.
  static func of<Found>(
    runs: Int, _ body: () async throws -> Found
  ) async rethrows -> (Measurement, Found) {
    var measurement = Measurement()
    var found = try await measurement.time(body)
    for _ in 1..<max(1, runs) { found = try await measurement.time(body) }
    return (measurement, found)
  }

  private mutating func time<Found>(_ body: () async throws -> Found) async rethrows -> Found {
    let (wall, cpu) = (
      Self.seconds(of: CLOCK_MONOTONIC), Self.seconds(of: CLOCK_PROCESS_CPUTIME_ID)
    )
    let found = try await body()
    cpuSeconds.append(Self.seconds(of: CLOCK_PROCESS_CPUTIME_ID) - cpu)
    wallSeconds.append(Self.seconds(of: CLOCK_MONOTONIC) - wall)
    return found
  }

  private static func seconds(of clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// The median of the runs' CPU seconds; of an even number the upper one.
  var cpu: Double { Self.median(cpuSeconds) }
  /// The least CPU seconds of a run: what the machine does when left alone.
  var leastCPU: Double { cpuSeconds.min() ?? 0 }
  /// The median of the runs' wall seconds.
  var wall: Double { Self.median(wallSeconds) }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
