/// A geometry in the coordinates of the layer that it was read from: degrees, or metres of any plane.
///
/// A ``Reprojector`` from the layer's coordinate reference system makes a ``Geometry`` of the
/// working plane from it; nothing else does, so that nobody measures in degrees.
package struct LayerGeometry: Hashable, Sendable {
  /// The geometry with x = east or longitude first, in the layer's unit.
  let coordinates: Geometry

  init(_ coordinates: Geometry) { self.coordinates = coordinates }

  /// A point; `x` is east or longitude, whatever order the layer's system lists.
  package init(x: Double, y: Double) { self.init(.point(PlanePoint(x, y))) }

  /// A geometry from well-known binary, as `Geometry(wkb:)` reads it.
  ///
  /// - Throws: ``GeometryError/malformedWKB(reason:offset:)`` and ``GeometryError/notFinite``.
  package init(wkb: [UInt8]) throws(GeometryError) { self.init(try Geometry(wkb: wkb)) }

  /// Whether there is no point in it.
  package var isEmpty: Bool { coordinates.isEmpty }

  /// The geometry without rings of fewer than four and lines of fewer than two points, which
  /// enclose and connect nothing, and whether there were any.
  ///
  /// - Complexity: O(n).
  package var droppingShortPaths: (geometry: LayerGeometry, hadShort: Bool) {
    let kept = coordinates.droppingShortPaths
    return (LayerGeometry(kept), kept.coordinateCount != coordinates.coordinateCount)
  }
}

extension Geometry {
  /// The geometry without rings of fewer than four and lines of fewer than two points.
  fileprivate var droppingShortPaths: Geometry {
    func keep(_ polygon: Polygon) -> Polygon? {
      guard polygon.exterior.count >= 4 else { return nil }
      return Polygon(exterior: polygon.exterior, holes: polygon.holes.filter { $0.count >= 4 })
    }
    return switch self {
    case .point, .multiPoint: self
    case .lineString(let line): line.count >= 2 ? self : .lineString([])
    case .polygon(let polygon): .polygon(keep(polygon) ?? Polygon(exterior: []))
    case .multiLineString(let lines): .multiLineString(lines.filter { $0.count >= 2 })
    case .multiPolygon(let polygons): .multiPolygon(polygons.compactMap(keep))
    case .collection(let parts): .collection(parts.map(\.droppingShortPaths))
    }
  }
}
