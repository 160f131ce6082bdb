import PlaneGeometry
import Streets

/// A place that offers a service to residents.
public struct Facility: Sendable {
  /// The facility as the streets see it; `Place.id` is the facility's id.
  public var place: Place
  /// What it offers.
  public var kind: FacilityKind
  /// Its name, where known.
  public var name: String?
  /// Its floor area, where known, as exact text of square metres.
  public var floorArea: String?
  /// The id of the community that it serves, where its record names one: it need not be the one that
  /// the facility stands in.
  public var servedCommunityID: String?
  /// Its geometry in the working plane.
  public var geometry: Geometry

  /// The facility's id, unique among the facilities of a run.
  public var id: String { place.id }

  /// A facility.
  public init(
    place: Place, kind: FacilityKind, name: String? = nil, floorArea: String? = nil,
    servedCommunityID: String? = nil, geometry: Geometry
  ) {
    self.place = place
    self.kind = kind
    self.name = name
    self.floorArea = floorArea
    self.servedCommunityID = servedCommunityID
    self.geometry = geometry
  }
}
