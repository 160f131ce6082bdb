/// A part of the ways to one facility, from which the time at any place has a closed form.
struct TimedPiece: Sendable {
  /// The stretch of street that ways go over.
  var stretch: Stretch
  /// For ways that only cross the street: how the facility touches it. Else ways go along the stretch.
  var crossing: Contact?
  /// The number of the facility.
  var source: UInt32

  /// The least time in milliseconds at a place whose leg may be `reach` metres long; infinite where there is
  /// no such leg.
  ///
  /// Over legs of any length the time changes by at most `perMetre` for every metre between two places, so
  /// that times at the middle of a cell, for a reach wider or narrower by half a diagonal, bound those
  /// everywhere in it.
  @inline(__always)
  func time(at p: PlanePoint, reach: Double, perMetre: Double) -> Double {
    guard let contact = stretch.contact(with: p, reach: reach) else { return .infinity }
    if let crossing {
      guard let s = contact.shared(with: crossing) else { return .infinity }
      return perMetre * (contact.distance(at: s) + crossing.distance(at: s))
    }
    let s = contact.best(slope: stretch.slope, cost: perMetre)
    return stretch.time + stretch.slope * s + perMetre * contact.distance(at: s)
  }
}
