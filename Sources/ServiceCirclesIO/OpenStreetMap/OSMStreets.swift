import Foundation
import PlaneGeometry
import ServiceCircles
import Streets

/// The streets of an OpenStreetMap file as nodes and segments for a `StreetNetwork`.
///
/// A way is broken where a node is missing from the file, and the node beside the gap is marked as cut.
/// Where a street crosses the extent (the file's header box where it is plausible, unless another is given),
/// a node is put on the crossing and marked likewise; what lies outside stays. Only open streets are cut: the end of a
/// closed one is the end of nothing. Nodes stand in the order of their ids, those on the extent after
/// them; segments in the order of their ways.
package struct OSMStreets: Sendable {
  /// Nodes that a segment uses.
  package let nodes: [StreetNode]
  /// Straight pieces of streets that some mode uses, or would use if they were open.
  package let segments: [StreetSegment]
  /// The names that segments refer to.
  package let names: [String]
  /// The plane that positions are in.
  package let plane: WorkingPlane
  /// The extent that streets were cut at, in degrees; nil where the file states none that is plausible.
  package let extent: GeographicBox?
  /// The same in the plane; nil where the plane does not hold it.
  package let planeExtent: PlanePolygon?
  /// The extent of the nodes of all streets, in degrees.
  package let bounds: GeographicBox
  /// References of ways to nodes that are not in the file.
  package let missingNodeReferences: Int
  /// Ways that have such references.
  package let waysCut: Int
  /// Nodes outside the world, or at 0° east, 0° north while the streets lie elsewhere.
  package let invalidLocations: Int
  /// Objects met more than once; the last one counts.
  package let duplicateIDs: Int
  /// Places where a street crosses the extent.
  package let extentCrossings: Int
  /// What became of the ways that carry `highway`.
  package let ways: OSMWayCount
  /// What is wrong with the file and does not keep it from being read.
  package let issues: [RecordIssue]

  /// Reads the streets of a file.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - plane: The working plane; the one chosen for the median of the streets' nodes when nil.
  ///   - extent: In degrees, where the user says that the data ends; when nil the header's box where it is
  ///     plausible: it holds nine tenths of the streets' nodes and is at most twice as wide and high as the
  ///     box around their middle 98 %.
  ///   - table: Which streets serve which modes.
  /// - Throws: ``OSMFileError``; `GeometryError` where the plane cannot be used.
  /// - Complexity: O(n log n) in the nodes of streets.
  package init(
    _ file: OSMFile, plane: WorkingPlane? = nil, extent: GeographicBox? = nil,
    table: ModeTable = .standard
  ) throws {
    let other = ["name", "bridge", "tunnel"]
    let keys = table.keys + other
    let data = try file.streets(filterKey: "highway", keys: keys)
    let lies = StreetExtent(data)
    if 2 * data.exchangedLocations > data.nodeCount + data.exchangedLocations
      || lies?.seemsExchanged == true
    {
      throw OSMFileError(
        path: file.path, kind: .exchangedAxes, detail: "longitude and latitude are exchanged")
    }
    guard let lies else {
      throw data.wayCount == 0
        ? OSMFileError(path: file.path, kind: .noStreets, detail: "no streets in the file")
        : OSMFileError(
          path: file.path, kind: .noNodes, detail: "none of the streets' nodes in the file")
    }
    self.plane = plane ?? .chosen(for: lies.middle)
    self.extent = extent ?? lies.headerBox
    bounds = lies.bounds
    missingNodeReferences = data.missingNodeReferences
    waysCut = data.waysCut
    invalidLocations = data.invalidLocations + lies.nodesNowhere
    duplicateIDs = data.duplicateIDs
    var builder = OSMSegmentBuilder(
      data, extent: self.extent, isOriginNowhere: lies.isOriginNowhere)
    builder.addWays(table, keys: keys)
    let positions = builder.positions()
    segments = builder.segments
    names = builder.names
    ways = builder.ways
    extentCrossings = builder.crossings.count
    let projector = try Projector(self.plane)
    planeExtent = self.extent.flatMap { projector.forward($0) }
      .map { PlanePolygon(exterior: $0.exterior) }
    var nodes: [StreetNode] = []
    nodes.reserveCapacity(positions.count)
    for (place, isCut) in positions {
      guard let position = projector.forward(place) else {
        throw OSMFileError(
          path: file.path, kind: .outsidePlane,
          detail: "\(place.longitude), \(place.latitude) has no place in \(self.plane)")
      }
      nodes.append(StreetNode(position, isCut: isCut))
    }
    self.nodes = nodes
    issues = OSMStreets.issues(
      of: file, invalidLocations: invalidLocations, duplicateIDs: duplicateIDs,
      implausibleBox: extent == nil ? lies.implausibleBox : nil, middle: lies.middle)
  }

  private static func issues(
    of file: OSMFile, invalidLocations: Int, duplicateIDs: Int, implausibleBox: GeographicBox?,
    middle: GeographicPoint
  ) -> [RecordIssue] {
    var issues: [RecordIssue] = []
    func add(_ severity: RecordIssue.Severity, _ problem: Message, _ action: String) {
      issues.append(
        RecordIssue(
          severity, role: "streets", layer: file.path, feature: "", problem: problem,
          action: Message(action)))
    }
    if let box = implausibleBox {
      let sides = [box.min.longitude, box.min.latitude, box.max.longitude, box.max.latitude]
      func text(_ degrees: [Double]) -> String {
        degrees.map { FieldText.text(of: ($0 * 1e5).rounded() / 1e5) }.joined(separator: " ")
      }
      add(
        .warning,
        Message(
          "osm.box_implausible",
          [
            "box": text(sides),
            "place": text([middle.longitude, middle.latitude]),
          ]), "osm.box_ignored")
    }
    if invalidLocations > 0 {
      add(
        .warning, Message("osm.nodes_nowhere", ["count": "\(invalidLocations)"]),
        "osm.taken_as_missing")
    }
    if duplicateIDs > 0 {
      add(.note, Message("osm.ids_repeated", ["count": "\(duplicateIDs)"]), "osm.last_counts")
    }
    return issues
  }
}

extension StreetNetwork {
  /// The streets of an OpenStreetMap file, with the modes `walk` and `cycle`.
  ///
  /// - Parameters:
  ///   - url: A PBF or XML file.
  ///   - plane: The working plane; the one chosen for the middle of the data when nil. `WorkingPlane(code:)`
  ///     gives the plane of `StreetNetwork.coordinateSystem`.
  /// - Throws: ``OSMFileError``; `GeometryError` where the plane cannot be used; `CancellationError`, looked
  ///   for between reading and building.
  public init(openStreetMap url: URL, plane: WorkingPlane? = nil) async throws {
    let streets = try OSMStreets(OSMFile(url), plane: plane)
    try Task.checkCancellation()
    try self.init(streets)
  }

  /// The network of streets read from an OpenStreetMap file.
  package init(_ streets: OSMStreets) throws(StreetNetworkError) {
    try self.init(
      nodes: streets.nodes, edges: streets.segments, names: streets.names,
      coordinateSystem: streets.plane.code, extent: streets.planeExtent)
  }
}
