extension CoveredArea {
  /// How the pieces of one circle cover one square cell.
  struct Near {
    /// The pieces in reach of the cell.
    private(set) var pieces: [Int32] = []
    /// Whether one piece holds the whole cell.
    private(set) var holdsAll = false

    private let circle: LandPieces
    private let middle: PlanePoint
    private let half: Double
    private let slack: Double
    /// The levels of the pieces at the cell's middle.
    private var levels: [Double] = []

    init(
      _ circle: LandPieces, _ candidates: [Int32], _ middle: PlanePoint, _ half: Double,
      slack: Double
    ) {
      self.circle = circle
      self.middle = middle
      self.half = half
      self.slack = slack
      // A level changes by at most a metre a metre.
      let diagonal = half * 1.414_213_563 + slack
      for i in candidates {
        let level = circle.level(of: i, at: middle)
        if level < -diagonal { continue }
        if level >= diagonal {
          holdsAll = true
          pieces = [i]
          return
        }
        pieces.append(i)
        levels.append(level)
      }
    }

    /// A part of the cell that certainly no piece reaches: convex, counter-clockwise.
    func outside(_ square: [PlanePoint], _ spare: inout [PlanePoint]) -> [PlanePoint] {
      var part = square
      for (i, level) in zip(pieces, levels) {
        // h is at most level + slope·(p − middle): where that is negative the piece does not reach.
        let slope = circle.slope(of: i, at: middle)
        ConvexClip.clip(
          part, by: -slope, slope.dot(middle) - level - slack, into: &spare)
        swap(&part, &spare)
        if part.count < 3 { return [] }
      }
      return part
    }

    /// The largest part of the cell that one of the four highest pieces certainly holds: convex, counter-clockwise.
    func inside(_ square: [PlanePoint]) -> [PlanePoint] {
      var best: [PlanePoint] = []
      var most = 0.0
      // The pieces that reach deepest are the likeliest.
      let order = pieces.indices.sorted { levels[$0] > levels[$1] }
      for k in order.prefix(4) {
        let part = inside(square, pieces[k])
        let area = PlanePolygon.signedArea(part)
        if area > most { (best, most) = (part, area) }
      }
      return best
    }

    private func inside(_ square: [PlanePoint], _ piece: Int32) -> [PlanePoint] {
      let corners = square.map { circle.level(of: piece, at: $0) - slack }
      var part: [PlanePoint] = []
      for k in 0..<4 {
        let (a, b) = (corners[k], corners[(k + 1) & 3])
        if a >= 0 { part.append(square[k]) }
        if (a >= 0) != (b >= 0) {
          part.append(
            a >= 0
              ? crossing(from: square[k], a, to: square[(k + 1) & 3], b, piece)
              : crossing(from: square[(k + 1) & 3], b, to: square[k], a, piece))
        }
      }
      return part
    }

    /// A point between one inside and one outside, still inside: h is concave, so where the chord from
    /// an inside point crosses zero h is not negative.
    private func crossing(
      from p: PlanePoint, _ h: Double, to q: PlanePoint, _ outside: Double, _ piece: Int32
    ) -> PlanePoint {
      var (p, h) = (p, h)
      for _ in 0..<3 {
        let next = p + (q - p) * (h / (h - outside))
        let level = circle.level(of: piece, at: next) - slack
        // Rounding may put `next` just outside: then `p` is good enough.
        guard level >= 0 else { break }
        (p, h) = (next, level)
      }
      return p
    }
  }
}
