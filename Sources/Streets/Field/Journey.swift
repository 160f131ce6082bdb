/// The way behind an answer: the place's leg, the streets by name, the facility's leg.
public struct Journey: Hashable, Sendable {
  /// A stretch of the way.
  public struct Step: Hashable, Sendable {
    /// What a stretch runs over.
    public enum Kind: String, Hashable, Sendable {
      /// Straight, off the street, between the place and the street.
      case placeLeg = "place_leg"
      /// Along a street.
      case street
      /// Straight, off the street, between the street and the facility.
      case facilityLeg = "facility_leg"
    }

    /// What it runs over.
    public var kind: Kind
    /// The street's name, as an index into ``StreetNetwork/names``; nil off the street or without a name.
    public var name: Int?
    /// Its length in metres: on the ground along streets, straight in the plane off them.
    public var metres: Double
    /// The time it takes; a leg's detour included.
    public var milliseconds: Double
    /// Its course in the working plane.
    public var points: [PlanePoint]
  }

  /// The answer it explains.
  public var arrival: TimeField.Arrival
  /// The stretches, from the place to the facility whatever the direction of travel.
  public var steps: [Step]
}

extension TimeField {
  /// The way behind ``arrival(at:)``, nil where that is nil.
  ///
  /// A way over the data's edge, see ``optimistic()``, ends there.
  public func journey(at place: Place) -> Journey? {
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
