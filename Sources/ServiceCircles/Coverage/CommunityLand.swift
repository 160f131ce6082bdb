import PlaneGeometry
import Streets

/// The residential land of a run, found by place.
struct CommunityLandSource: Sendable {
  let land: AssessmentInputs.Land
  private let polygons: [Polygon]
  private let index: GeometryIndex?

  init(_ land: AssessmentInputs.Land) {
    self.land = land
    if case .polygons(let polygons) = land {
      self.polygons = polygons
      index = GeometryIndex(
        polygons.enumerated().compactMap { i, p in Box(around: p.exterior).map { ($0, i) } })
    } else {
      polygons = []
      index = nil
    }
  }

  func polygons(meeting box: Box) -> [Polygon] {
    index?.query(box).map { polygons[$0] } ?? []
  }
}

/// Clips the land to communities.
struct CommunityLand {
  private let source: CommunityLandSource

  init(_ source: CommunityLandSource) { self.source = source }

  /// A community's land as polygons that do not overlap, wound as OGC wants them; nil where no land is given.
  func polygons(
    of community: Community, _ engine: GeometryEngine
  ) throws(GeometryError) -> [PlanePolygon]? {
    let whole = Geometry.multiPolygon(community.polygons)
    switch source.land {
    case .none: return nil
    case .community: return whole.polygons.map { PlanePolygon($0.wound) }
    case .polygons:
      guard let box = whole.bounds else { return [] }
      var parts: [Geometry] = []
      for polygon in source.polygons(meeting: box) {
        let part = try engine.intersection(.polygon(polygon), whole)
        if part.dimension == 2 { parts.append(.multiPolygon(part.polygons)) }
      }
      // Land that is given twice counts once.
      let land = parts.count == 1 ? parts[0] : try engine.union(parts)
      return land.polygons.map { PlanePolygon($0.wound) }
    }
  }

  /// How much of some land lies beyond the extent of the streets, in square metres; 0 where that is not stated.
  func beyondData(
    _ land: [PlanePolygon], _ extent: PlanePolygon?, _ engine: GeometryEngine
  ) throws(GeometryError) -> Double {
    guard let extent, !land.isEmpty else { return 0 }
    let beyond = try engine.difference(
      .multiPolygon(land.map { Polygon(exterior: $0.exterior, holes: $0.holes) }),
      .polygon(Polygon(exterior: extent.exterior, holes: extent.holes)))
    return beyond.polygons.reduce(0) { $0 + PlanePolygon($1.wound).areaSquareMetres }
  }
}

extension PlanePolygon {
  /// The same polygon as the streets have it.
  init(_ polygon: Polygon) { self.init(exterior: polygon.exterior, holes: polygon.holes) }
}
