/// A residence or a facility as the streets see it: a geometry and zero or more access points.
///
/// With access points, access legs end there. Without, they end at the nearest point of the closed
/// geometry: 0 metres for a street on or inside it. Never at a centroid that lies off it.
public struct Place: Hashable, Sendable {
  /// A part of a place's geometry.
  public enum Part: Hashable, Sendable {
    /// One point.
    case point(PlanePoint)
    /// An open line of two or more points.
    case line([PlanePoint])
    /// A polygon, its inside included; its rings closed or not, in any sense.
    case area(PlanePolygon)
  }

  /// Where one enters a place, and how that was found out.
  public struct AccessPoint: Hashable, Sendable {
    /// How an access point was found out, best first.
    public enum Resolution: String, Hashable, Sendable, CaseIterable {
      /// Given by the user's data.
      case surveyed
      /// Tagged as an entrance on the place's outline.
      case taggedEntrance = "tagged_entrance"
    }

    /// Where it is, in the working plane.
    public var position: PlanePoint
    /// How it was found out.
    public var resolvedBy: Resolution

    /// An access point.
    public init(_ position: PlanePoint, resolvedBy: Resolution) {
      self.position = position
      self.resolvedBy = resolvedBy
    }
  }

  /// Its identity; ties between facilities go to the smallest id as text.
  public var id: String
  /// Its geometry, one part or several.
  public var parts: [Part]
  /// Its access points; empty where legs end on the geometry.
  public var accessPoints: [AccessPoint]

  /// A place of one or several parts.
  public init(id: String, parts: [Part], accessPoints: [AccessPoint] = []) {
    self.id = id
    self.parts = parts
    self.accessPoints = accessPoints
  }

  /// A place that is one point.
  public init(id: String, at position: PlanePoint) {
    self.init(id: id, parts: [.point(position)])
  }
}
