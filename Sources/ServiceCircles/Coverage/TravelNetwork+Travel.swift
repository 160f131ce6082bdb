import Streets

extension TravelNetwork {
  /// The streets as one way of travelling sees them.
  ///
  /// - Parameters:
  ///   - streets: The streets.
  ///   - travel: The mode and the speeds.
  ///   - detour: The factor κ from straight length to walked length off the street.
  ///   - reachMetres: The longest access leg in metres, A.
  ///   - direction: Whether times are to the facility or from it.
  /// - Complexity: O(n + m).
  public convenience init(
    _ streets: StreetNetwork, _ travel: Travel, detour: Double = 1.3, reachMetres: Double = 200,
    direction: Direction = .to
  ) {
    self.init(
      streets, by: travel.mode, speed: travel.speed, direction: direction,
      access: AccessRule(speed: travel.accessSpeed, detour: detour, reachMetres: reachMetres))
  }

  /// The places that have no street within reach.
  ///
  /// - Complexity: O(street segments within reach) a place.
  ///
  /// - Parameters:
  ///   - places: The places of a layer.
  ///   - file: The layer.
  /// - Throws: ``AssessmentError/allOffNetwork(file:metres:)`` where no place has one: everybody would look
  ///   uncovered.
  package func placesOffStreet(
    among places: [Place], of file: String
  ) throws -> [Place] {
    let away = placesOffStreet(among: places)
    guard away.count < places.count else {
      throw AssessmentError.allOffNetwork(file: file, metres: access.reachMetres)
    }
    return away
  }

  /// The places that have no street within reach.
  func placesOffStreet(among places: [Place]) -> [Place] {
    var legs = AccessLegs()
    return places.filter {
      legs.find(of: $0, in: self)
      return !legs.touchesStreet
    }
  }
}
