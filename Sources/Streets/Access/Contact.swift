/// How a place touches one street segment: where along the segment legs may end, and how long the legs are.
///
/// The leg's length as a function of the position `s` along the segment is convex: the distance to a
/// point, `√((s − foot)² + offset²)`, or linear, `intercept + incline·s` (the inside of an edge of the
/// place's outline, or 0 inside the outline). So every best position has a closed form.
struct Contact: Sendable {
  /// The first position where a leg may end.
  var low: Double
  /// The last position where a leg may end.
  var high: Double
  var shape: Shape

  enum Shape: Sendable {
    /// The place's point lies `offset` metres beside the position `foot`.
    case point(foot: Double, offset: Double)
    case linear(intercept: Double, incline: Double)
  }

  /// The leg's length in metres at a position.
  @inline(__always)
  func distance(at s: Double) -> Double {
    switch shape {
    case .point(let foot, let offset):
      let d = s - foot
      return (d * d + offset * offset).squareRoot()
    case .linear(let intercept, let incline):
      return max(0, intercept + incline * s)
    }
  }

  /// The position where `slope·s + cost·distance(s)` is least.
  ///
  /// The approach angle balances the two costs: `foot − offset·m/√(1 − m²)` with m = slope / cost, clamped
  /// to where legs may end. Where the street costs at least as much as the leg (|m| ≥ 1), the end with the least
  /// `slope·s` is best.
  @inline(__always)
  func best(slope: Double, cost: Double) -> Double {
    switch shape {
    case .point(let foot, let offset):
      let m = slope / cost
      let square = 1 - m * m
      if square <= 0 { return m > 0 ? low : high }
      return min(max(foot - offset * m / square.squareRoot(), low), high)
    case .linear(_, let incline):
      return slope + cost * incline >= 0 ? low : high
    }
  }

  /// Whether legs here are nowhere longer than another contact's, which is then redundant.
  ///
  /// The difference of two points' squared distances is linear, and a convex function that lies below a
  /// line at two places does so in between: it is enough to compare at the other contact's ends.
  func isNowhereLonger(than other: Contact) -> Bool {
    guard low <= other.low, high >= other.high else { return false }
    if case .linear(let intercept, let incline) = shape, case .point = other.shape {
      return intercept == 0 && incline == 0
    }
    return distance(at: other.low) <= other.distance(at: other.low)
      && distance(at: other.high) <= other.distance(at: other.high)
  }

  /// The position where two places' legs together are shortest, nil where no position serves both.
  func shared(with other: Contact) -> Double? {
    let (low, high) = (max(low, other.low), min(high, other.high))
    guard low <= high else { return nil }
    switch (shape, other.shape) {
    case (.point(let a, let h), .point(let b, let k)):
      // The straight line from one place to the other's mirror image.
      let s = h + k > 0 ? (k * a + h * b) / (h + k) : a
      return min(max(s, low), high)
    case (.point, .linear(_, let incline)):
      return Contact(low: low, high: high, shape: shape).best(slope: incline, cost: 1)
    case (.linear(_, let incline), .point):
      return Contact(low: low, high: high, shape: other.shape).best(slope: incline, cost: 1)
    case (.linear(_, let a), .linear(_, let b)):
      return a + b >= 0 ? low : high
    }
  }
}
