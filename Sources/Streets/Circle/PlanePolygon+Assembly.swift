extension PlanePolygon {
  /// The polygons of rings that have the inside on their left: each hole goes to the smallest outline that
  /// contains its first point; one in none is left out.
  static func assemble(_ rings: [[PlanePoint]]) -> [PlanePolygon] {
    var shells: [(polygon: PlanePolygon, area: Double, low: PlanePoint, high: PlanePoint)] = []
    var holes: [[PlanePoint]] = []
    for ring in rings {
      let area = signedArea(ring)
      if area <= 0 {
        holes.append(ring)
        continue
      }
      var (low, high) = (ring[0], ring[0])
      for p in ring {
        low = PlanePoint.lower(low, p)
        high = PlanePoint.upper(high, p)
      }
      shells.append((PlanePolygon(exterior: ring), area, low, high))
    }
    shells.sort { a, b in
      if a.area != b.area { return a.area < b.area }
      return (a.low.x, a.low.y) < (b.low.x, b.low.y)
    }
    for hole in holes {
      let p = hole[0]
      // Without the holes added so far; where there is one outline, its box is enough.
      let home = shells.firstIndex { s in
        p.x >= s.low.x && p.y >= s.low.y && p.x <= s.high.x && p.y <= s.high.y
          && (shells.count == 1 || PlanePolygon(exterior: s.polygon.exterior).contains(p))
      }
      if let home { shells[home].polygon.holes.append(hole) }
    }
    return shells.map { shell in
      var polygon = shell.polygon
      polygon.holes.sort { ($0[0].x, $0[0].y) < ($1[0].x, $1[0].y) }
      return polygon
    }
    .sorted { ($0.exterior[0].x, $0.exterior[0].y) < ($1.exterior[0].x, $1.exterior[0].y) }
  }
}
