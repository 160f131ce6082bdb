// swift-tools-version: 6.2
import Foundation
import PackageDescription

// CI turns warnings into errors; a user's newer compiler may warn where ours does not.
let strict: [SwiftSetting] =
  ProcessInfo.processInfo.environment["CI"] == nil
  ? [] : [.treatAllWarnings(as: .error)]

// A debug build of the engine takes twenty times as long: `make test` optimises it, and leaves its checks in.
let isEngineOptimized = ProcessInfo.processInfo.environment["OPTIMIZED_ENGINE"] != nil

let package = Package(
  name: "ServiceCircles",
  products: [
    // Static, not automatic: SwiftPM builds an automatic library alone only by building the whole package.
    .library(name: "Streets", type: .static, targets: ["Streets"]),
    .library(name: "PlaneGeometry", targets: ["PlaneGeometry"]),
    .library(name: "ServiceCircles", targets: ["ServiceCircles"]),
    .library(name: "ServiceCirclesIO", targets: ["ServiceCirclesIO"]),
    .executable(name: "circles", targets: ["circles"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", "5.0.1"..<"7.0.0"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"])]),
    .systemLibrary(
      name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
    .systemLibrary(
      name: "CGDAL", pkgConfig: "gdal", providers: [.apt(["libgdal-dev"])]),
    .systemLibrary(
      name: "CSpatiaLite", pkgConfig: "spatialite", providers: [.apt(["libspatialite-dev"])]),
    .target(
      name: "COSMReader",
      // libosmium's assertions would let a damaged file end the program.
      cxxSettings: [.define("NDEBUG")] + (isEngineOptimized ? [.unsafeFlags(["-O2"])] : []),
      linkerSettings: [.linkedLibrary("z"), .linkedLibrary("bz2"), .linkedLibrary("expat")]),
    .target(
      name: "Streets",
      // Debug builds, and so the tests, check the invariants of what release builds read unchecked.
      swiftSettings: strict + [
        .define("STREETS_INTERNAL_CHECKS", .when(configuration: .debug))
      ] + (isEngineOptimized ? [.unsafeFlags(["-O"])] : []),
      // Rounding and square roots of vectors are functions of the C library in debug builds.
      linkerSettings: [.linkedLibrary("m")]),
    // Which files PROJ opens in contexts that are guarded.
    .target(name: "CProjectionFiles", linkerSettings: [.linkedLibrary("proj")]),
    // Guards the contexts that the program's other libraries make.
    .target(
      name: "CProjectionGuard", dependencies: ["CProjectionFiles"],
      linkerSettings: [.linkedLibrary("proj"), .linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(
      name: "PlaneGeometry", dependencies: ["CGEOS", "CPROJ", "CProjectionFiles"],
      swiftSettings: strict),
    .target(
      name: "ServiceCircles",
      dependencies: ["PlaneGeometry", "Streets", "Yams"],
      resources: [.embedInCode("Resources")],
      swiftSettings: strict),
    .target(
      name: "ServiceCirclesIO",
      dependencies: [
        "ServiceCircles", "COSMReader", "CGDAL", "CSpatiaLite", "Yams",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "circles",
      dependencies: [
        "ServiceCirclesIO", "CProjectionGuard",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      resources: [.embedInCode("Resources")],
      swiftSettings: strict),
    // What the tests of several modules share; no product.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "StreetsTests", dependencies: ["Streets", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "PlaneGeometryTests", dependencies: ["PlaneGeometry", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ServiceCirclesTests", dependencies: ["ServiceCircles", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "COSMReaderTests", dependencies: ["COSMReader", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ServiceCirclesIOTests", dependencies: ["ServiceCirclesIO", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "circlesTests", dependencies: ["circles", "ServiceCirclesIO", "TestSupport"],
      exclude: ["Snapshots"], swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)
