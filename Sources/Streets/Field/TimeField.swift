/// The times from everywhere to the nearest of a set of facilities, up to a limit.
///
/// For any place p:
///
/// > T(p) = min over street points x with |p−x| ≤ A and a clear leg of  t(x) + κ·|p−x| / v_a
///
/// where t(x) is the network time from x to a facility, the facility's own leg included. T is rounded
/// half up to whole milliseconds once, then only compared as an integer. A straight-line field (no
/// network) stands behind the same type: T(p) = factor · distance / v.
///
/// A field is a value: it may be shared by any number of workers.
public struct TimeField: Sendable {
  /// The facilities, by id; an ``Arrival/facility`` is an index here.
  public let facilities: [Place]
  /// The longest time the field knows.
  public let limit: Milliseconds

  let basis: Basis

  enum Basis: Sendable {
    case streets(StreetField)
    case straightLine(StraightLineField)
  }

  init(facilities: [Place], limit: Milliseconds, basis: Basis) {
    self.facilities = facilities
    self.limit = limit
    self.basis = basis
  }

  /// The answer for one place.
  public struct Arrival: Hashable, Sendable {
    /// The time to the nearest facility.
    public var time: Milliseconds
    /// The nearest facility, as an index into ``TimeField/facilities``; of equal times the smallest id.
    /// Nil for the data's edge, see ``TimeField/optimistic()``.
    public var facility: Int?
    /// The straight length of the place's own leg in metres.
    public var accessMetres: Double

    init(time: Milliseconds, facility: Int?, accessMetres: Double) {
      self.time = time
      self.facility = facility
      self.accessMetres = accessMetres
    }

    /// An arrival from a label of a search.
    init(label: UInt64, metres: Double) {
      let source = UInt32(truncatingIfNeeded: label)
      self.init(
        time: Milliseconds(UInt32(label >> 32)),
        facility: source == StreetField.cutSource ? nil : Int(source), accessMetres: metres)
    }
  }

  /// The time at a place, nil beyond the limit or out of reach of any street.
  ///
  /// - Complexity: O(street segments within reach).
  public func time(at place: Place) -> Milliseconds? { arrival(at: place)?.time }

  /// The time at a point of the working plane.
  public func time(at point: PlanePoint) -> Milliseconds? {
    arrival(at: Place(id: "", at: point))?.time
  }

  /// The nearest facility of a place, nil beyond the limit or out of reach of any street.
  public func arrival(at place: Place) -> Arrival? {
    switch basis {
    case .streets(let field): arrival(over: AccessLegs(of: place, in: field.travel))
    case .straightLine(let field): field.arrival(at: Outline(place), limit)
    }
  }

  /// The nearest facility over legs found before, for a field over streets.
  ///
  /// Legs serve every field of the same travel network: finding them once is what makes many services
  /// cheap.
  package func arrival(over legs: AccessLegs) -> Arrival? {
    let (label, metres) = label(over: legs)
    return label == SearchWorkspace.unreached ? nil : Arrival(label: label, metres: metres)
  }

  /// The label of the nearest facility over legs, ``SearchWorkspace/unreached`` where there is none, and
  /// the length of the place's own leg.
  func label(over legs: AccessLegs) -> (label: UInt64, metres: Double) {
    guard case .streets(let field) = basis else { return (SearchWorkspace.unreached, 0) }
    return field.label(over: legs, limit)
  }

  /// The travel network of a field over streets.
  package var travel: TravelNetwork? {
    if case .streets(let field) = basis { field.travel } else { nil }
  }

  /// The time from a node of the network to a facility, for a field over streets.
  package func time(atNode node: Int) -> Milliseconds? {
    guard case .streets(let field) = basis, field.labels[node] != SearchWorkspace.unreached
    else { return nil }
    return Milliseconds(UInt32(field.labels[node] >> 32))
  }
}

extension TravelNetwork {
  /// The times to a set of facilities.
  ///
  /// - Parameters:
  ///   - facilities: Places; one that no street reaches adds nothing.
  ///   - limit: The longest time of interest; the search goes no further.
  /// - Complexity: About 10 ns per arc reached, plus each facility's access legs.
  public func timeField(to facilities: [Place], within limit: Milliseconds) -> TimeField {
    timeField(to: facilities, within: limit, checking: {})
  }
}

extension StreetNetwork {
  /// The times to a set of facilities by one mode.
  ///
  /// Makes a ``TravelNetwork`` for this field alone; for many fields make that once.
  public func timeField(
    to facilities: [Place], by mode: Mode, within limit: Milliseconds, speed: Speed? = nil,
    direction: Direction = .to, access: AccessRule = AccessRule()
  ) -> TimeField {
    TravelNetwork(self, by: mode, speed: speed, direction: direction, access: access)
      .timeField(to: facilities, within: limit)
  }
}
