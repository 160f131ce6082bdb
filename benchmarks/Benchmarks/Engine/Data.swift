import Benchmark
import DataSets
import Foundation
import Workloads

/// The data to measure on, from the environment; what is not named there is skipped.
enum Data {
  static let province = Source(variable: "CIRCLES_BENCH_PROVINCE")
  static let city = Source(variable: "CIRCLES_BENCH_CITY")

  /// A file or folder that a variable of the environment names.
  struct Source: Sendable {
    let variable: String
    let url: URL?

    init(variable: String) {
      self.variable = variable
      url = ProcessInfo.processInfo.environment[variable].map { URL(filePath: $0) }
    }

    /// Hands over where the data is, or says that `benchmarks` are skipped.
    func ifPresent(for benchmarks: String, _ body: (URL) -> Void) {
      if let url, FileManager.default.fileExists(atPath: url.path) { return body(url) }
      let why = url.map { "\($0.path), named by \(variable), does not exist" }
      FileHandle.standardError.write(
        Foundation.Data("Skipped \(benchmarks): \(why ?? "\(variable) is not set").\n".utf8))
    }
  }
}
