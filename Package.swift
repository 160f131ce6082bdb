// swift-tools-version: 6.2
import Foundation
import PackageDescription

// CI turns warnings into errors; a user's newer compiler may warn where ours does not.
let strict: [SwiftSetting] =
  ProcessInfo.processInfo.environment["CI"] == nil
  ? [] : [.treatAllWarnings(as: .error)]

let package = Package(
  name: "ServiceCircles",
  products: [
    .library(name: "StreetNetwork", targets: ["StreetNetwork"]),
    .library(name: "ServiceCircles", targets: ["ServiceCircles"]),
    .library(name: "ServiceCirclesIO", targets: ["ServiceCirclesIO"]),
    .executable(name: "circles", targets: ["circles"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", exact: "1.5.0"),
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
      cxxSettings: [.define("NDEBUG")],
      linkerSettings: [.linkedLibrary("z"), .linkedLibrary("bz2"), .linkedLibrary("expat")]),
    .target(
      name: "StreetNetwork", swiftSettings: strict,
      // Rounding and square roots of vectors are functions of the C library in debug builds.
      linkerSettings: [.linkedLibrary("m")]),
    .target(name: "Geometry", dependencies: ["CGEOS", "CPROJ"], swiftSettings: strict),
    .target(
      name: "ServiceCircles",
      dependencies: ["Geometry", "StreetNetwork", "Yams"],
      resources: [.embedInCode("Resources")],
      swiftSettings: strict),
    .target(
      name: "ServiceCirclesIO",
      dependencies: [
        "ServiceCircles", "COSMReader", "CGDAL", "CSpatiaLite", "Yams",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "circles",
      dependencies: [
        "ServiceCirclesIO",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "StreetNetworkTests", dependencies: ["StreetNetwork"], swiftSettings: strict),
    .testTarget(name: "GeometryTests", dependencies: ["Geometry"], swiftSettings: strict),
    .testTarget(
      name: "ServiceCirclesTests", dependencies: ["ServiceCircles"], swiftSettings: strict),
    .testTarget(name: "COSMReaderTests", dependencies: ["COSMReader"], swiftSettings: strict),
    .testTarget(
      name: "ServiceCirclesIOTests", dependencies: ["ServiceCirclesIO"], swiftSettings: strict),
    .testTarget(
      name: "circlesTests", dependencies: ["circles", "ServiceCirclesIO"], swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)
