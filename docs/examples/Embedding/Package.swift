// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Embedding",
  dependencies: [.package(name: "ServiceCircles", path: "../../..")],
  targets: [
    .executableTarget(
      name: "Embedding",
      dependencies: [
        .product(name: "PlaneGeometry", package: "ServiceCircles"),
        .product(name: "ServiceCircles", package: "ServiceCircles"),
        .product(name: "ServiceCirclesIO", package: "ServiceCircles"),
        .product(name: "Streets", package: "ServiceCircles"),
      ])
  ])
