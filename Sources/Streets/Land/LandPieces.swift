/// The pieces of a circle near some land, reused between questions.
///
/// Unchecked access is justified by construction: ``CoveredArea`` begins with the indices below ``count`` and
/// only removes some.
struct LandPieces: Sendable {
  /// The point of the plane that is the origin of coordinates.
  let origin: PlanePoint
  private let list: [CirclePiece]

  /// A copy of collected pieces.
  init(_ pieces: borrowing CirclePieces) {
    origin = pieces.origin
    var list: [CirclePiece] = []
    pieces.list.append(0..<pieces.count, to: &list)
    self.list = list
  }

  /// The number of pieces.
  var count: Int { list.count }

  /// The level h of a piece at a point in local coordinates.
  func level(of i: Int32, at p: PlanePoint) -> Double {
    let (radius, taper, s, away) = approach(of: i, to: p)
    return radius - taper * s - away.length
  }

  /// The direction in which the level of a piece grows fastest at a point: a unit vector, zero at
  /// its top.
  func slope(of i: Int32, at p: PlanePoint) -> PlanePoint {
    let away = approach(of: i, to: p).away
    let length = away.length
    return length > 0 ? -away / length : .zero
  }

  /// The disc of a piece that gives the level at a point: its position along the piece, and the vector from
  /// there to the point.
  private func approach(
    of i: Int32, to p: PlanePoint
  ) -> (radius: Double, taper: Double, position: Double, away: PlanePoint) {
    let piece = list.withReader { $0[Int(i)] }
    let along = PlanePoint(Double(piece.line[2]), Double(piece.line[3]))
    let d = p - PlanePoint(Double(piece.line[0]), Double(piece.line[1]))
    let u = along.dot(d)
    let v = abs(along.cross(d))
    let s = max(0, min(Double(piece.shape[0]), u - v * Double(piece.shape[3])))
    return (Double(piece.shape[1]), Double(piece.shape[2]), s, d - along * s)
  }
}
