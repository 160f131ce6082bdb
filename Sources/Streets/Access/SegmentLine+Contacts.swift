extension SegmentLine {
  /// Calls `body` with every contact of a place's outline with the segment.
  @inline(__always)
  func forEachContact(
    with outline: Outline, in streets: AccessStreets, _ body: (Contact) -> Void
  ) {
    let reach = streets.rule.reachMetres
    func pass(_ contact: Contact) {
      if streets.network.legIsClear(
        outline.nearestPoint(to: point(at: contact.low)), point(at: contact.low))
      {
        body(contact)
      }
    }
    let end = point(at: length)
    for (i, p) in outline.points.enumerated()
    where !outline.isBehindItsArms(i, from: start, to: end) {
      if let contact = contact(with: p, reach: reach) { pass(contact) }
    }
    if outline.isPoint { return }
    for (p, q) in outline.lines { forEachContact(withLineFrom: p, to: q, reach: reach, pass) }
    let (low, high) = (PlanePoint.lower(start, end), PlanePoint.upper(start, end))
    guard low.x <= outline.high.x, low.y <= outline.high.y, high.x >= outline.low.x,
      high.y >= outline.low.y
    else { return }
    for area in outline.areas { forEachContact(inside: area, pass) }
  }
}
