/// A field without streets: T(p) = factor · distance / v.
struct StraightLineField: Sendable {
  let speed: Speed
  let factor: Double
  let outlines: [Outline]

  /// Milliseconds per straight metre.
  var millisecondsPerMetre: Double { speed.millisecondsPerMetre * factor }

  /// The nearest facility by distance; of equal whole times the first.
  ///
  /// - Complexity: O(facilities × points of their outlines).
  func arrival(at outline: Outline, _ limit: Milliseconds) -> TimeField.Arrival? {
    guard !outline.isEmpty else { return nil }
    var best: TimeField.Arrival?
    for (i, facility) in outlines.enumerated() where !facility.isEmpty {
      let metres = facility.distance(to: outline)
      let time = Milliseconds.rounded(metres * millisecondsPerMetre)
      if time <= limit, best.map({ time < $0.time }) ?? true {
        best = TimeField.Arrival(time: time, facility: i, accessMetres: metres)
      }
    }
    return best
  }
}

extension TimeField {
  /// A straight-line field, for data without streets.
  ///
  /// The way is `factor` times as long as the line, at least 1.
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
