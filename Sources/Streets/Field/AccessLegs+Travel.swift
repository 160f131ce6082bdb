extension AccessLegs {
  /// The legs of a resident's place.
  package init(of place: Place, in travel: TravelNetwork) {
    self.init()
    find(of: place, in: travel)
  }

  /// Finds the legs of a resident's place, in the memory of the legs found before.
  ///
  /// - Complexity: O(segments within reach × points of the place's outline).
  package mutating func find(of place: Place, in travel: TravelNetwork) {
    find(of: Outline(place), in: travel.streets, as: .resident)
  }

  /// Weighs the legs of the same place again for people who travel otherwise, by another mode or at another
  /// speed. The streets in range, which depend on neither, are not looked for again.
  ///
  /// - Precondition: `travel` is a network over the same streets with the same reach as the one in which the
  ///   legs were found.
  /// - Complexity: O(segments within reach).
  package mutating func weigh(in travel: TravelNetwork) { weigh(in: travel.streets, as: .resident) }

  /// The straight distance to the nearest street in metres, nil where none is in reach.
  package func nearestStreetMetres(in travel: TravelNetwork) -> Double? {
    nearestStreetMetres(in: travel.streets)
  }
}
