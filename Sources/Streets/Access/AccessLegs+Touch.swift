extension AccessLegs.Touch {
  /// The ways from a point, as most homes are: `Contact.best(slope:cost:)` for both ends at once.
  @inline(__always)
  init?(
    _ line: SegmentLine, from p: PlanePoint, reach: Double, perMetre: Double,
    _ network: StreetNetwork
  ) {
    guard let contact = line.contact(with: p, reach: reach),
      case .point(let foot, let offset) = contact.shape,
      network.legIsClear(p, line.point(at: contact.low))
    else { return nil }
    let m = line.slope / perMetre
    let square = 1 - m * m
    var (s, t) = (contact.low, contact.high)
    if square > 0 {
      let lead = offset * m / square.squareRoot()
      s = min(max(foot - lead, contact.low), contact.high)
      t = min(max(foot + lead, contact.low), contact.high)
    } else if m < 0 {
      (s, t) = (t, s)
    }
    let (c, d) = (contact.distance(at: s), contact.distance(at: t))
    self.init(
      segment: UInt32(truncatingIfNeeded: line.index), edge: UInt32(truncatingIfNeeded: line.edge),
      toFrom: AccessLegs.Approach(
        cost: line.timeBefore + line.slope * s + perMetre * c, metres: c, position: s),
      toTo: AccessLegs.Approach(
        cost: line.time(toEndFrom: 0) - line.slope * t + perMetre * d, metres: d, position: t),
      least: contact.distance(at: contact.best(slope: 0, cost: 1)), foot: foot, offset: offset)
  }

  /// The ways from a place that is more than a point: the best over its contacts.
  init?(
    _ line: SegmentLine, _ all: [Contact], _ contacts: Range<Int>, least: Double,
    perMetre: Double
  ) {
    var (toFrom, toTo) = (AccessLegs.Approach(), AccessLegs.Approach())
    for contact in all[contacts] {
      toFrom.consider(line.timeBefore, line.slope, contact, perMetre)
      toTo.consider(line.time(toEndFrom: 0), -line.slope, contact, perMetre)
    }
    guard toFrom.cost < .infinity else { return nil }
    self.init(
      segment: UInt32(line.index), edge: UInt32(line.edge), toFrom: toFrom, toTo: toTo,
      least: least, contacts: contacts)
  }
}

extension AccessLegs.Approach {
  fileprivate mutating func consider(
    _ base: Double, _ slope: Double, _ contact: Contact, _ costPerMetre: Double
  ) {
    let s = contact.best(slope: slope, cost: costPerMetre)
    let d = contact.distance(at: s)
    let total = base + slope * s + costPerMetre * d
    if total < cost || (total == cost && d < metres) { (cost, metres) = (total, d) }
  }
}
