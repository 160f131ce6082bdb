import Foundation
import TestSupport
import Testing

@testable import PlaneGeometry

@Suite struct GeometryEngineTests {
  typealias Value = Geometry

  let engine = GeometryEngine()
  let a = Value.polygon(square(at: [0, 0], side: 4))
  let b = Value.polygon(square(at: [2, 2], side: 4))
  let bowTie = Value.polygon(Polygon(exterior: [[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]))

  @Test func everyKindGoesThroughUnchanged() throws {
    for sample in samples where sample != .multiPoint([]) {
      #expect(try engine.context.value(of: engine.context.make(sample)) == sample)
    }
  }

  @Test func overlaysOfSquares() throws {
    #expect(try engine.area(engine.union([a, b])) == 28)
    #expect(try engine.intersection(a, b).areaSquareMetres == 4)
    #expect(try engine.difference(a, b).areaSquareMetres == 12)
    #expect(try engine.symmetricDifference(a, b).areaSquareMetres == 24)
    #expect(try engine.union([]).isEmpty)
    #expect(try engine.union([a]).areaSquareMetres == 16)
    let hole = try engine.difference(a, .polygon(square(at: [1, 1], side: 1)))
    #expect(try engine.equals(hole, .polygon(square(at: [0, 0], side: 4))) == false)
    #expect(hole.polygons.first?.holes.count == 1)
  }

  @Test func areasOfUnionAndIntersectionAddUp() throws {
    var random = SplitMix(state: 3)
    for _ in 0..<200 {
      func some() -> Value {
        .polygon(
          square(
            at: [
              Double.random(in: 0...9, using: &random), Double.random(in: 0...9, using: &random),
            ],
            side: Double.random(in: 1...5, using: &random)))
      }
      let (p, q) = (some(), some())
      let sum =
        try engine.union([p, q]).areaSquareMetres
        + engine.intersection(p, q).areaSquareMetres
      #expect(abs(sum - p.areaSquareMetres - q.areaSquareMetres) < 1e-9)
    }
  }

  @Test func aBowTieIsExplainedAndMended() throws {
    let reason = try #require(try engine.invalidReason(bowTie))
    #expect(reason.contains("Self-intersection") && reason.contains("1 1"))
    let mended = try engine.makeValid(bowTie)
    #expect(try engine.invalidReason(mended) == nil)
    #expect(mended.areaSquareMetres == 2 && mended.polygons.count == 2)
    #expect(try engine.invalidReason(a) == nil)
  }

  @Test func openRingsAreInvalidNotACrash() throws {
    for ring: [PlanePoint] in [[[0, 0], [1, 0], [1, 1]], [[0, 0]], [[0, 0], [0, 0]]] {
      #expect(try engine.invalidReason(.polygon(Polygon(exterior: ring))) != nil)
      #expect(throws: GeometryError.self) { try engine.area(.polygon(Polygon(exterior: ring))) }
    }
    let openHole = Polygon(exterior: square(at: [0, 0], side: 4).exterior, holes: [[[1, 1]]])
    #expect(throws: GeometryError.self) { try engine.makeValid(.multiPolygon([openHole])) }
    #expect(try engine.invalidReason(.lineString([[1, 1]])) != nil)
  }

  @Test func numbersThatAreNoneAreRefused() {
    #expect(throws: GeometryError.notFinite) { try engine.makeValid(.point([.nan, 0])) }
    #expect(throws: GeometryError.notFinite) {
      try engine.union([.lineString([[0, 0], [.infinity, 0]])])
    }
    #expect(throws: GeometryError.notFinite) { try engine.buffer(a, by: .nan) }
  }

  @Test func overlayOfInvalidInputSaysWhy() {
    do {
      _ = try engine.intersection(bowTie, .polygon(square(at: [0.5, 0], side: 1)))
    } catch {
      guard case .operationFailed(let operation, let reason) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(operation == "intersection" && reason.contains("TopologyException"))
    }
  }

  @Test func theBufferOfAPointIsAPolygonOnTheCircle() throws {
    for q in [4, 8, 32] {
      let disc = try engine.buffer(.point([500_000, 3_000_000]), by: 200, quadrantSegments: q)
      let sides = Double(4 * q)
      let expected = sides / 2 * 40_000 * sin(2 * .pi / sides)
      #expect(abs(disc.areaSquareMetres / expected - 1) < 1e-9)
      #expect(disc.coordinateCount == 4 * q + 1)
    }
    #expect(try engine.buffer(a, by: -1).areaSquareMetres == 4)
    #expect(try engine.buffer(a, by: -3).isEmpty)
  }

  @Test func predicatesOnTheBoundary() throws {
    #expect(try engine.contains(a, .point([0, 0])) == false)
    #expect(try engine.covers(a, .point([0, 0])))
    #expect(try engine.intersects(a, b) && !engine.intersects(a, .point([9, 9])))
    #expect(try engine.distance(a, .point([7, 8])) == 5)
    #expect(try engine.distance(a, .multiPoint([])) == nil)
    #expect(try engine.hausdorffDistance(a, b) == 8.0.squareRoot())
  }

  @Test func precisionAndNormalForm() throws {
    let fine = Value.polygon(
      Polygon(exterior: [[0.04, 0], [4, 0.02], [4, 4.01], [0, 4], [0.04, 0]]))
    let coarse = try engine.reduced(fine, to: 0.1)
    #expect(coarse.bounds == Box(min: [0, 0], max: [4, 4]))
    let turned = Value.polygon(Polygon(exterior: [[4, 4], [4, 0], [0, 0], [0, 4], [4, 4]]))
    #expect(try engine.normalized(turned) == engine.normalized(a))
    #expect(try engine.equals(turned, a))
  }

  @Test func theRepresentativePointLiesInside() throws {
    let ring = Value.polygon(square(at: [0, 0], side: 4, hole: 3))
    let p = try #require(try engine.representativePoint(ring))
    #expect(try engine.contains(ring, .point(p)))
    #expect(try engine.representativePoint(.collection([])) == nil)
  }

  @Test func preparedAnswersLikePlain() throws {
    let ring = Value.polygon(square(at: [0, 0], side: 4, hole: 2))
    let prepared = try PreparedGeometry(ring, on: engine)
    for x in stride(from: -1.0, through: 5, by: 0.5) {
      for y in stride(from: -1.0, through: 5, by: 0.5) {
        let p = Value.point([x, y])
        #expect(try prepared.covers([x, y]) == engine.covers(ring, p))
        #expect(try prepared.contains([x, y]) == engine.contains(ring, p))
        #expect(try prepared.intersects(p) == engine.intersects(ring, p))
        #expect(try prepared.distance(to: [x, y]) == engine.distance(ring, p))
      }
    }
    #expect(try prepared.intersects(b) && prepared.distance(to: [1.5, 2]) == 0.5)
    #expect(throws: GeometryError.notFinite) { try prepared.covers([.nan, 0]) }
    let empty = try PreparedGeometry(.collection([]), on: engine)
    #expect(try empty.covers([0, 0]) == false && empty.distance(to: [0, 0]) == nil)
  }

  @Test func preparedOutlivesItsEngine() throws {
    let prepared = try PreparedGeometry(a, on: GeometryEngine())
    #expect(try prepared.covers([1, 1]))
  }
}
