import Streets

/// Where a facility of a service may be beside those that are known, see ``UnusableFacility``.
struct OpenPlaces: Sendable {
  /// The times to the data's edge and to places where a facility may be of the service; nil where there are no such
  /// places, and only the pass's own edge counts.
  var field: TimeField?
  /// Whether a facility of the service may stand anywhere.
  var isAnywhere = false
}

extension [UnusableFacility] {
  /// What may stand in for facilities of a service: places, and whether there may be one anywhere.
  func open(of service: Service) -> (places: [Place], isAnywhere: Bool) {
    let own = filter { facility in facility.kind.map { service.includes($0) } ?? true }
    return (own.compactMap(\.place), own.contains { $0.place == nil })
  }
}
