/// A field without streets: T(p) = factor · distance / v.
struct StraightLineField: Sendable {
  let speed: Speed
  let factor: Double
  let outlines: [Outline]
  private let tree: OutlineTree

  init(speed: Speed, factor: Double, outlines: [Outline]) {
    self.speed = speed
    self.factor = factor
    self.outlines = outlines
    tree = OutlineTree(outlines)
  }

  /// Milliseconds per straight metre.
  var millisecondsPerMetre: Double { speed.millisecondsPerMetre * factor }

  /// The nearest facility by distance; of equal whole times the first.
  ///
  /// - Complexity: O(log facilities × points of their outlines), typically.
  func arrival(at outline: Outline, _ limit: Milliseconds) -> TimeField.Arrival? {
    var best: TimeField.Arrival?
    // Distances up to a millisecond more may round to the same time.
    let most = (Double(limit.value) + 1) / millisecondsPerMetre
    tree.forEach(near: outline, within: most) { i, metres in
      let time = Milliseconds.rounded(metres * millisecondsPerMetre)
      if time <= limit, best.map({ (time, i) < ($0.time, $0.facility ?? .max) }) ?? true {
        best = TimeField.Arrival(time: time, facility: i, accessMetres: metres)
      }
      return best.map { (Double($0.time.value) + 1) / millisecondsPerMetre } ?? most
    }
    return best
  }
}

extension TimeField {
  /// A straight-line field, for data without streets.
  ///
  /// - Parameters:
  ///   - facilities: Places.
  ///   - speed: The speed along the line.
  ///   - factor: How much longer the way is than the line, at least 1.
  ///   - limit: The longest time of interest.
  public static func straightLine(
    to facilities: [Place], at speed: Speed = Mode.walk.defaultSpeed, factor: Double = 1,
    within limit: Milliseconds
  ) -> TimeField {
    precondition(factor >= 1 && factor.isFinite, "a detour factor is at least 1")
    let sorted = facilities.sorted { $0.id < $1.id }
    return TimeField(
      facilities: sorted, limit: limit,
      basis: .straightLine(
        StraightLineField(speed: speed, factor: factor, outlines: sorted.map { Outline($0) })))
  }

  static func straightLine(to facilities: [Place], like other: TimeField) -> TimeField {
    guard case .straightLine(let field) = other.basis else { return other }
    return straightLine(
      to: facilities, at: field.speed, factor: field.factor, within: other.limit)
  }
}
