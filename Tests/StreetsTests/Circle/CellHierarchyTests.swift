import Testing

@testable import Streets

/// The cells in which a boundary may lie, against levels by the definition at many places.
@Suite struct CellHierarchyTests {
  private static let step = 2.0

  private struct Piece {
    var start: PlanePoint
    var along: PlanePoint
    var length: Double
    var radius: Double
    var taper: Double

    /// max over s of radius − taper·s − |p − x(s)|: concave in s, so thirds close in on the maximum.
    func level(at p: PlanePoint) -> Double {
      func level(_ s: Double) -> Double {
        radius - taper * s - PlainGeometry.distance(p, start + along * s)
      }
      var (low, high) = (0.0, length)
      for _ in 0..<40 {
        let (a, b) = (low + (high - low) / 3, high - (high - low) / 3)
        if level(a) < level(b) { low = a } else { high = b }
      }
      return max(level(0), level(length), level((low + high) / 2))
    }
  }

  private func made(_ count: Int, _ random: inout Seeded) -> [Piece] {
    (0..<count).map { _ in
      let radius = Double.random(in: 5...90, using: &random)
      let taper = [0.0, 0.3, 0.9][Int.random(in: 0..<3, using: &random)]
      return Piece(
        start: PlanePoint(
          .random(in: -400...400, using: &random), .random(in: -400...400, using: &random)),
        along: PlainGeometry.direction(.random(in: 0...6, using: &random)),
        length: taper > 0 ? min(80, radius / taper) : .random(in: 0...150, using: &random),
        radius: radius, taper: taper)
    }
  }

  /// A cell's place in the plane.
  private func corner(_ leaf: CellHierarchy.Leaf) -> PlanePoint {
    PlanePoint(Double(leaf.column), Double(leaf.row)) * width
  }

  private var width: Double { Self.step * Double(CellHierarchy.leafCells) }

  @Test(arguments: 0..<12)
  func leavesHoldTheBoundaryAndThePiecesThatMakeIt(seed: Int) {
    var random = Seeded(UInt64(seed) + 60)
    let pieces = made([1, 3, 12, 40][seed % 4], &random)
    var list = CirclePieces(origin: .zero)
    for p in pieces {
      list.append(
        from: p.start, along: p.along, length: p.length, radius: p.radius, taper: p.taper)
    }
    var hierarchy = CellHierarchy(step: Self.step)
    // Twice, in the same memory.
    for _ in 0..<2 { hierarchy.build(list) }
    hierarchy._checkInvariants()
    func level(_ p: PlanePoint) -> Double { pieces.map { $0.level(at: p) }.max() ?? -.infinity }
    var places: Set<SIMD2<Int32>> = []
    for i in 0..<hierarchy.leafCount {
      let leaf = hierarchy[i]
      places.insert(SIMD2(leaf.column, leaf.row))
      if i % 5 != 0 { continue }
      let own = hierarchy.pieces(of: leaf)
      for _ in 0..<4 {
        let p =
          corner(leaf)
          + PlanePoint(
            .random(in: 0...width, using: &random), .random(in: 0...width, using: &random))
        let expected = level(p)
        // Nothing reaches within a cell's diagonal and a step: then there is no leaf.
        #expect(expected > -(width * 1.42 + Self.step + 0.1))
        // Down to a step below zero the leaf's own pieces say the same as all of them.
        guard expected >= -Self.step else { continue }
        var found = -Float.infinity
        for k in 0..<own.count { found = max(found, own[k].level(atX: Float(p.x), y: Float(p.y))) }
        #expect(abs(Double(found) - expected) < 0.03)
      }
    }
    // Walk from inside to outside: where the level changes its sign there is a leaf.
    var crossings = 0
    for piece in pieces {
      let angle = Double.random(in: 0...6, using: &random)
      for k in 0..<6 {
        let way = PlainGeometry.direction(angle + Double(k))
        var (inner, outer) = (0.0, 2000.0)
        for _ in 0..<30 {
          let middle = (inner + outer) / 2
          if level(piece.start + way * middle) >= 0 { inner = middle } else { outer = middle }
        }
        let p = piece.start + way * inner
        let cell = (p / width).rounded(.down)
        // On a cell's edge either neighbour will do.
        let inside = (p - cell * width)
        if inside.x < 0.1 || inside.y < 0.1 || inside.x > width - 0.1 || inside.y > width - 0.1 {
          continue
        }
        crossings += 1
        #expect(places.contains(SIMD2(Int32(cell.x), Int32(cell.y))), "no leaf at \(p)")
      }
    }
    #expect(crossings > 2)
  }

  /// A disc of 700 m: cells are left along its edge only, at most a few wherever it passes.
  @Test func cellsInsideAndOutsideAreDecided() {
    var list = CirclePieces(origin: .zero)
    list.append(from: .zero, along: PlanePoint(1, 0), length: 0, radius: 700, taper: 0)
    var hierarchy = CellHierarchy(step: Self.step)
    hierarchy.build(list)
    for i in 0..<hierarchy.leafCount {
      let middle = corner(hierarchy[i]) + width / 2
      #expect(abs(PlainGeometry.distance(middle, .zero) - 700) < width * 0.71 + Self.step + 0.1)
    }
    #expect(Double(hierarchy.leafCount) < 2 * Double.pi * 700 / width * 3)
    hierarchy.build(CirclePieces(origin: .zero))
    #expect(hierarchy.leafCount == 0)
  }
}
