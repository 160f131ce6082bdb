import Streets

extension TravelNetwork {
  /// The places that no street is in reach of.
  func offStreet(_ places: [Place]) -> [Place] {
    var legs = AccessLegs()
    return places.filter {
      legs.find(of: $0, in: self)
      return !legs.touchesStreet
    }
  }
}

extension CommandFailure {
  /// No street is in reach of any place of a layer: where all are, it is the layer that is wrong.
  static func allOffNetwork(_ file: String, _ travel: TravelNetwork) -> CommandFailure {
    CommandFailure(
      .badData, "command.all_off_network",
      ["file": file, "metres": Decimals.text(travel.access.reachMetres, places: 0)])
  }
}
