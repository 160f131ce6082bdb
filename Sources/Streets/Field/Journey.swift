/// The way behind an answer: the place's leg, the streets by name, the facility's leg.
package struct Journey: Hashable, Sendable {
  /// A stretch of the way.
  package struct Step: Hashable, Sendable {
    /// What a stretch runs over.
    package enum Kind: String, Hashable, Sendable {
      /// Straight, off the street, between the place and the street.
      case placeLeg = "place_leg"
      /// Along a street.
      case street
      /// Straight, off the street, between the street and the facility.
      case facilityLeg = "facility_leg"
    }

    /// What it runs over.
    package var kind: Kind
    /// The street's name, as an index into ``StreetNetwork/names``; nil off the street or without a name.
    package var name: Int?
    /// Its length in metres: on the ground along streets, straight in the plane off them.
    package var metres: Double
    /// The time it takes; a leg's detour included.
    package var milliseconds: Double
    /// Its course in the working plane.
    package var points: [PlanePoint]
  }

  /// The answer it explains.
  package var arrival: TimeField.Arrival
  /// The stretches, from the place to the facility whatever the direction of travel.
  package var steps: [Step]
}

extension TimeField {
  /// The way behind ``arrival(at:)``, nil where that is nil.
  ///
  /// A way over the data's edge, see ``optimistic()``, ends there.
  package func journey(at place: Place) -> Journey? {
    guard let arrival = arrival(at: place) else { return nil }
    switch basis {
    case .streets(let field):
      var finder = JourneyFinder(field)
      finder.find(from: place, to: arrival.facility.map { facilities[$0] }, limit)
      return Journey(arrival: arrival, steps: finder.steps)
    case .straightLine(let field):
      guard let facility = arrival.facility else { return nil }
      let outline = Outline(place)
      let target = field.outlines[facility]
      let from = outline.points.min {
        target.distance(toPoint: $0) < target.distance(toPoint: $1)
      }
      let start = from ?? .zero
      let step = Journey.Step(
        kind: .facilityLeg, name: nil, metres: arrival.accessMetres,
        milliseconds: arrival.accessMetres * field.millisecondsPerMetre,
        points: [start, target.nearestPoint(to: start)])
      return Journey(arrival: arrival, steps: [step])
    }
  }
}

extension Outline {
  fileprivate func distance(toPoint p: PlanePoint) -> Double { (nearestPoint(to: p) - p).length }
}
