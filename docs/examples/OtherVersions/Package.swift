// swift-tools-version: 6.2
import PackageDescription

// A program that is bound to another version of a dependency than this package would choose by itself.
let package = Package(
  name: "OtherVersions",
  dependencies: [
    .package(name: "ServiceCircles", path: "../../.."),
    .package(url: "https://github.com/jpsim/Yams", exact: "5.0.1"),
  ],
  targets: [
    .executableTarget(
      name: "OtherVersions",
      dependencies: [
        .product(name: "ServiceCircles", package: "ServiceCircles"),
        .product(name: "Yams", package: "Yams"),
      ])
  ])
