extension TimeField {
  /// The field with more facilities, continued from this one: only where they improve on it is anything
  /// searched. Equal to a fresh field of all facilities.
  public func adding(_ more: [Place]) -> TimeField {
    guard case .streets(let field) = basis else {
      return .straightLine(to: facilities + more, like: self)
    }
    // New ids come between the old ones: the sources of labels are numbered anew.
    var all: [Place] = []
    var number: [UInt32] = []
    var new: [(offset: Int, element: Place)] = []
    var rest = more.sorted { $0.id < $1.id }[...]
    func takeNew() {
      new.append((all.count, rest.removeFirst()))
      all.append(new[new.count - 1].element)
    }
    for old in facilities {
      while let next = rest.first, next.id < old.id { takeNew() }
      number.append(UInt32(all.count))
      all.append(old)
    }
    while !rest.isEmpty { takeNew() }
    let labels = field.labels.map { label in
      let source = UInt32(truncatingIfNeeded: label)
      guard label != SearchWorkspace.unreached, Int(source) < number.count else { return label }
      return label & ~UInt64(UInt32.max) | UInt64(number[Int(source)])
    }
    let stops = field.stops.all.map { stop in
      var stop = stop
      if Int(stop.source) < number.count { stop.source = number[Int(stop.source)] }
      return stop
    }
    return TimeField(
      facilities: all, limit: limit,
      basis: .streets(
        StreetField(field.travel, labels: labels, stops: stops, adding: new, limit, checking: {})))
  }

  /// The field as if a facility stood wherever the data ends though a street goes on.
  ///
  /// > Unknown is not uncovered. … An optimistic search treats every such cut as if a facility stood
  /// > there: uncovered but optimistically covered is *unknown*.
  ///
  /// An ``Arrival`` over such an end has no facility. Of equal times a real facility wins.
  public func optimistic() -> TimeField {
    guard case .streets(let field) = basis else { return self }
    return TimeField(
      facilities: facilities, limit: limit, basis: .streets(field.reachingCuts(within: limit)))
  }
}
