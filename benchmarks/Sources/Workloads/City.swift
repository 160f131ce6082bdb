import Foundation
import ServiceCirclesIO
@_spi(Benchmarks) import Streets

/// The streets of a real city and places beside them.
public struct City: Sendable {
  /// The streets.
  public let network: StreetNetwork
  /// The file's name.
  public let name: String

  /// Reads the streets of an OpenStreetMap file.
  public init(openStreetMap url: URL) async throws {
    network = try await StreetNetwork(openStreetMap: url)
    name = url.lastPathComponent
  }

  /// Points beside streets that legs may end on: a point of a segment drawn from all of them, moved by up
  /// to 20 metres east or west and north or south; the same ones at every run.
  public func places(_ count: Int) -> [Place] {
    let lines = network.linesWithAccess()
    guard !lines.isEmpty else { return [] }
    var random = SplitMix(state: 20_260_915)
    return (0..<count).map { i in
      let (a, b) = lines[Int.random(in: 0..<lines.count, using: &random)]
      let onStreet = a + (b - a) * Double.random(in: 0...1, using: &random)
      let aside = PlanePoint(
        Double.random(in: -20...20, using: &random), Double.random(in: -20...20, using: &random))
      return Place(id: "\(i)", at: onStreet + aside)
    }
  }
}
