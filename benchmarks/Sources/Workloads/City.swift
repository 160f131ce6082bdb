import Foundation
import ServiceCirclesIO
import Streets

/// The streets of a real city and places beside them.
public struct City: Sendable {
  /// The streets.
  public let network: StreetNetwork
  /// The file's name.
  public let name: String

  /// Reads the streets of an OpenStreetMap file.
  public init(openStreetMap url: URL) throws {
    network = try StreetNetwork(openStreetMap: url)
    name = url.lastPathComponent
  }

  /// Points beside streets that legs may end on: a point of a segment drawn from all of them, moved by up
  /// to 20 metres east or west and north or south; the same ones at every run.
  public func places(_ count: Int) -> [Place] {
    let segments = network.segmentEdge.indices.filter {
      network.segmentHasAccess[$0] && !network.edgeIsRestricted[Int(network.segmentEdge[$0])]
    }
    guard !segments.isEmpty else { return [] }
    var random = SplitMix(state: 20_260_915)
    return (0..<count).map { i in
      let s = segments[Int.random(in: 0..<segments.count, using: &random)]
      let (a, b) = (network.vertices[s], network.vertices[s + 1])
      let onStreet = a + (b - a) * Double.random(in: 0...1, using: &random)
      let aside = PlanePoint(
        Double.random(in: -20...20, using: &random), Double.random(in: -20...20, using: &random))
      return Place(id: "\(i)", at: onStreet + aside)
    }
  }
}
