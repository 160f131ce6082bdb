import Foundation
import PlaneGeometry
import TestSupport
import Testing

@testable import ServiceCirclesIO

@Suite struct GeographicRoundingTests {
  let engine = GeometryEngine()
  let rounding = GeographicRounding()
  /// One cell of the grid.
  let cell = 1e-8

  private func rounded(_ degrees: Geometry) throws -> [Polygon] {
    try rounding.rounded(GeographicGeometry(degrees: degrees)).degrees.polygons
  }

  private func check(_ polygons: [Polygon], near exact: Geometry) throws {
    #expect(try engine.invalidReason(.multiPolygon(polygons)) == nil)
    for polygon in polygons {
      #expect(Polygon.signedArea(of: polygon.exterior) > 0)
      #expect(polygon.holes.allSatisfy { Polygon.signedArea(of: $0) < 0 })
      for p in polygon.rings.joined() {
        #expect(p.x == (p.x * 1e8).rounded() / 1e8 && p.y == (p.y * 1e8).rounded() / 1e8)
      }
    }
    // What is deeper inside than a cell stays, and nothing is added farther outside than that. A
    // spike narrower than a cell may vanish, however long it is.
    let rounded = Geometry.multiPolygon(polygons)
    let core = try engine.buffer(exact, by: -cell)
    #expect(try core.isEmpty || engine.covers(rounded, core))
    #expect(try engine.covers(try engine.buffer(exact, by: cell, quadrantSegments: 16), rounded))
  }

  @Test func aNeckNarrowerThanACellIsRepaired() throws {
    // Two squares joined by a neck whose sides cross when they are rounded.
    let x = 120.0
    let y = 30.0
    func at(_ i: Double, _ j: Double) -> PlanePoint { [x + i * cell, y + j * cell] }
    let ring = [
      at(0, 0), at(100, 0), at(100, 49.4), at(150.3, 49.6), at(200, 49.45), at(200, 0),
      at(300, 0), at(300, 100), at(200, 100), at(200, 49.55), at(150.3, 49.7), at(100, 49.55),
      at(100, 100), at(0, 100), at(0, 0),
    ]
    let exact = Geometry.polygon(Polygon(exterior: ring))
    #expect(try engine.invalidReason(exact) == nil)
    let naive = ring.map { PlanePoint(($0.x * 1e8).rounded() / 1e8, ($0.y * 1e8).rounded() / 1e8) }
    #expect(try engine.invalidReason(.polygon(Polygon(exterior: naive))) != nil)
    try check(try self.rounded(exact), near: exact)
  }

  @Test func ringsSmallerThanACellVanish() throws {
    let tiny = Polygon(Box(min: [120, 30], max: [120 + 0.2 * cell, 30 + 0.2 * cell]))
    let whole = Polygon(
      exterior: Polygon(Box(min: [121, 30], max: [121.1, 30.1])).exterior,
      holes: [Polygon(Box(min: [121.05, 30.05], max: [121.05 + 0.1 * cell, 30.06])).exterior])
    let rounded = try self.rounded(.multiPolygon([tiny, whole]))
    #expect(rounded.map(\.holes.count) == [0])
    #expect(try self.rounded(.multiPolygon([])) == [])
    #expect(throws: GeometryError.notFinite) {
      try self.rounded(.polygon(Polygon(exterior: [[.nan, 0]])))
    }
  }

  @Test func partsAndHolesThatMeetWhenRoundedAreJoined() throws {
    func box(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> [PlanePoint] {
      Polygon(Box(min: [120 + a * cell, 30 + b * cell], max: [120 + c * cell, 30 + d * cell]))
        .exterior
    }
    // Sides at 99.6 and 100.4 both come to lie at 100; so do the hole's and its ring's at 0.
    let exact = Geometry.multiPolygon([
      Polygon(exterior: box(0, 0, 99.6, 100), holes: [box(0.3, 20, 40, 60).reversed()]),
      Polygon(exterior: box(100.4, 10, 200, 90)),
    ])
    #expect(try engine.invalidReason(exact) == nil)
    let rounded = try self.rounded(exact)
    try check(rounded, near: exact)
    #expect(rounded.count == 1 && rounded[0].holes.isEmpty)
    let cells = Geometry.multiPolygon(rounded).areaSquareMetres / (cell * cell)
    #expect(abs(cells - (100 * 100 - 40 * 40 + 100 * 80)) < 1)
  }

  /// Stars of a few cells with needle-like spikes, and rings that nearly touch: naive rounding
  /// breaks many of them.
  @Test func crampedPolygonsComeOutValid() throws {
    var random = SplitMix(state: 8)
    var broken = 0
    for _ in 0..<300 {
      let n = Int.random(in: 5...40, using: &random)
      let ring = (0..<n).map { i -> PlanePoint in
        let angle = 2 * Double.pi * Double(i) / Double(n)
        let r = Double.random(in: 0.4...12, using: &random) * cell
        return [120.1234 + r * cos(angle), 30.4321 + r * sin(angle)]
      }
      let exact = Geometry.polygon(Polygon(exterior: ring + [ring[0]]))
      guard try engine.invalidReason(exact) == nil else { continue }
      let naive = (ring + [ring[0]]).map {
        PlanePoint(($0.x * 1e8).rounded() / 1e8, ($0.y * 1e8).rounded() / 1e8)
      }
      if try engine.invalidReason(.polygon(Polygon(exterior: naive))) != nil { broken += 1 }
      try check(try self.rounded(exact), near: exact)
    }
    // Naive rounding breaks every fifth: else the test would show nothing.
    #expect(broken > 50)
  }

  @Test(arguments: [
    (0.0, "0"), (120.12345678, "120.12345678"), (-0.5, "-0.5"), (-0.000000004, "0"),
    (30.1, "30.1"), (-179.99999999, "-179.99999999"), (0.00000001, "0.00000001"),
  ]) func degreesAreWrittenWithoutTrailingZeros(_ value: Double, _ text: String) {
    var buffer: [UInt8] = []
    JSONText.appendDegrees(value, to: &buffer)
    #expect(String(decoding: buffer, as: UTF8.self) == text)
  }
}
