import Foundation
import PlaneGeometry
import ServiceCircles
import ServiceCirclesIO
import Streets
import Synchronization
import TestSupport
import Testing

/// A city of real streets that fields and circles are tested in.
enum RealCity: String, CaseIterable, CustomTestStringConvertible {
  case monaco
  case lasPalmas = "las-palmas/las_palmas_20230221.osm.pbf"
  case wuhan = "china-wuhan/wuhan_streets.osm.pbf"
  case helsinki = "helsinki/helsinki_centre_20190421.osm.pbf"

  /// Those of the shared collection.
  static let shared = allCases.filter { $0 != .monaco }
  /// Whether the collection stands beside the repository.
  static let areThere = shared.allSatisfy { $0.file != nil }
  static let absence: Comment = "needs the shared collection of extracts"

  var testDescription: String { "\(self)" }

  private var file: OSMFile? { self == .monaco ? Extract.monaco : Extract.shared(rawValue) }

  /// The streets and travel networks made so far.
  private struct Made {
    var networks: [RealCity: StreetNetwork] = [:]
    var travels: [String: TravelNetwork] = [:]
  }

  private static let made = Mutex(Made())

  /// Its streets as a setting sees them; read and prepared once.
  func travel(_ setting: CircleSetting) throws -> TravelNetwork {
    try Self.made.withLock { made in
      let key = "\(self) \(setting.name)"
      if let known = made.travels[key] { return known }
      let network =
        try made.networks[self] ?? StreetNetwork(OSMStreets(try #require(file)))
      made.networks[self] = network
      let travel = TravelNetwork(network, by: setting.mode, access: setting.access)
      made.travels[key] = travel
      return travel
    }
  }

  /// A place near a street, mostly within reach of one.
  func somewhere(
    in travel: TravelNetwork, within metres: Double, _ random: inout SplitMix
  ) throws -> PlanePoint {
    let node = try #require(travel.network.nodes.randomElement(using: &random))
    return node
      + PlanePoint(
        .random(in: -metres...metres, using: &random), .random(in: -metres...metres, using: &random)
      )
  }
}

/// How a circle is asked for.
struct CircleSetting: CustomTestStringConvertible, Sendable {
  var name: String
  var mode: Mode
  var minutes: Double
  var access: AccessRule
  /// How far off a street facilities stand.
  var facilityMetres: Double

  var testDescription: String { name }
  var time: Milliseconds { .minutes(minutes) }

  static let walking = CircleSetting(
    name: "walk 15 min", mode: .walk, minutes: 15, access: AccessRule(), facilityMetres: 120)
  /// Slivers along streets: three times the boundary.
  static let alongStreets = CircleSetting(
    name: "walk 15 min, 25 m off streets", mode: .walk, minutes: 15,
    access: AccessRule(detour: 1, reachMetres: 25), facilityMetres: 15)
  static let cycling = CircleSetting(
    name: "cycle 30 min", mode: .cycle, minutes: 30, access: AccessRule(), facilityMetres: 120)
  static let all = [walking, alongStreets, cycling]
}
