/// A set of routes to one facility along one stretch of street, for which the time at any place has a closed form.
struct TimedPiece: Sendable {
  /// The stretch of street that the routes use.
  var stretch: Stretch
  /// For routes that cross the street without following it: how the facility touches it. Nil for routes along
  /// the stretch.
  var crossing: Contact?
  /// The number of the facility.
  var source: UInt32

  /// The least time in milliseconds at a place whose leg may be `reach` metres long; infinite where there is
  /// no such leg.
  ///
  /// Without the limit on the leg's length the time is Lipschitz in the place, with the constant `perMetre`.
  /// The value at a cell's centre, with `reach` enlarged or reduced by half the diagonal, therefore bounds the
  /// values in the cell.
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
