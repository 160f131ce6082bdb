import Streets

/// Where a facility of a service may be beside those that are known, see ``UnusableFacility``.
struct OpenPlaces: Sendable {
  /// The times to the data's edge and to places where a facility may be of the service; nil where there are no such
  /// places, and only the pass's own edge counts.
  var field: TimeField?
  /// Whether a facility of the service may stand anywhere.
  var isAnywhere = false
}

extension TimeField {
  /// The times to what may be nearer than the field's facilities, or be one where there is none: those at places
  /// that are open, and the data's edge.
  func open(_ places: [Place]) -> TimeField {
    (places.isEmpty ? self : adding(places)).optimistic()
  }
}

extension Milliseconds? {
  /// The time within which a place may reach a facility that the data does not have; nil where it reaches none.
  ///
  /// - Parameters:
  ///   - isBeyondData: Whether the place lies beyond the streets' extent: the data ends at the door.
  ///   - isAnywhere: Whether a facility may stand anywhere, and so on the street before the door.
  ///   - arrival: The arrival in the field of what is open.
  static func earliest(isBeyondData: Bool, isAnywhere: Bool, _ arrival: TimeField.Arrival?) -> Self
  {
    isBeyondData || isAnywhere ? Milliseconds(0) : arrival?.time
  }
}

extension [UnusableFacility] {
  /// What may stand in for facilities of a service: places, and whether there may be one anywhere.
  func open(of service: Service) -> (places: [Place], isAnywhere: Bool) {
    let own = filter { facility in facility.kind.map { service.includes($0) } ?? true }
    return (own.compactMap(\.place), own.contains { $0.place == nil })
  }
}
