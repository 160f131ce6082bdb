// swift-tools-version: 6.2
import Foundation
import PackageDescription

// As in the package above: continuous integration turns warnings into errors.
let strict: [SwiftSetting] =
  ProcessInfo.processInfo.environment["CI"] == nil
  ? [] : [.treatAllWarnings(as: .error)]

let package = Package(
  name: "ServiceCirclesBenchmarks",
  dependencies: [
    .package(name: "ServiceCircles", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // No traits: they count allocations, with packages that intercept the allocator.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .target(
      name: "DataSets",
      dependencies: [.product(name: "Streets", package: "ServiceCircles")],
      swiftSettings: strict),
    .target(
      name: "Workloads",
      dependencies: [
        "DataSets",
        .product(name: "ServiceCirclesIO", package: "ServiceCircles"),
        .product(name: "Streets", package: "ServiceCircles"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "bars",
      dependencies: [
        "DataSets", "Workloads",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "Engine",
      dependencies: ["DataSets", "Workloads", .product(name: "Benchmark", package: "benchmark")],
      path: "Benchmarks/Engine",
      swiftSettings: strict,
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ]
)
