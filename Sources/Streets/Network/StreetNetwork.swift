/// Streets as a graph: junctions and ends are nodes, what lies between them is one edge with its polyline.
///
/// > Streets as a graph; each edge keeps its polyline. Street length is geodesic on the ellipsoid,
/// > summed over the polyline's segments, never measured in a plane.
///
/// Times and circles come from a ``TravelNetwork``: the streets as one mode of travel uses them.
///
/// Chains of segments between junctions are contracted into one edge when their modes agree; access
/// legs still end anywhere along them. Nodes lie in Hilbert order, edges in the order of their first
/// node, so that the same streets in any order of input give the same network.
public struct StreetNetwork: Sendable {
  /// The name of the plane that positions are in, such as `EPSG:4549`.
  public let coordinateSystem: String

  /// The positions of the nodes.
  public let nodes: [PlanePoint]
  /// Whether the data ends at a node though the street goes on.
  package let isCut: [Bool]
  /// The connected component of every node, over streets that are open to any mode, in either
  /// direction; numbered by falling size, 0 the largest.
  package let component: [UInt32]
  /// The number of nodes of every component.
  package let componentSizes: [Int]

  /// The node where an edge begins.
  package let edgeFrom: [UInt32]
  /// The node where an edge ends.
  package let edgeTo: [UInt32]
  /// The modes that may go along an edge's polyline.
  package let edgeForward: [ModeSet]
  /// The modes that may go against it.
  package let edgeBackward: [ModeSet]
  /// Whether an edge is closed to the public.
  package let edgeIsRestricted: [Bool]
  /// The length of an edge in metres on the ground.
  package let edgeLength: [Double]

  /// Where an edge's polyline begins in ``vertices``; one more entry than edges.
  package let edgeFirstVertex: [UInt32]
  /// The polylines of the edges, ends included. Segment `i` goes from vertex `i` to `i + 1`.
  package let vertices: [PlanePoint]
  /// Metres on the ground from the edge's beginning to each vertex.
  package let vertexOffset: [Double]
  /// The name of the segment that begins at each vertex, -1 without; see ``names``.
  package let segmentName: [Int32]
  /// Whether access legs may end on the segment that begins at each vertex.
  package let segmentHasAccess: [Bool]
  /// The edge of the segment that begins at each vertex.
  package let segmentEdge: [UInt32]
  /// The names of streets.
  package let names: [String]
  /// Where the streets are known, see ``isUnknown(around:)``; nil where nothing states it.
  package let extent: PlanePolygon?

  /// The index of the segments that access legs may end on.
  let segmentIndex: SegmentIndex

  /// A network from plain arrays.
  ///
  /// - Parameters:
  ///   - nodes: Junctions, ends and bends.
  ///   - edges: Straight pieces between them. Parallel pieces, loops and pieces of length 0 are kept, but for
  ///     those of length 0 that continue a piece without a junction.
  ///   - names: The street names that segments refer to.
  ///   - coordinateSystem: The name of the plane that positions are in.
  ///   - extent: Where the streets are known: beyond it there may be others. Nil where nothing states it.
  /// - Throws: ``StreetNetworkError`` for the first record that cannot be part of a network.
  /// - Complexity: O(n log n) in nodes and segments.
  public init(
    nodes: [StreetNode], edges: [StreetSegment], names: [String] = [], coordinateSystem: String,
    extent: PlanePolygon? = nil
  ) throws(StreetNetworkError) {
    try Self.validate(nodes: nodes, segments: edges, names: names)
    let chains = ChainContraction(nodes: nodes, segments: edges).chains
    let parts = NetworkLayout(nodes: nodes, segments: edges, chains: chains)
    self.coordinateSystem = coordinateSystem
    self.names = names
    self.extent = extent
    self.nodes = parts.nodes
    isCut = parts.isCut
    edgeFrom = parts.edgeFrom
    edgeTo = parts.edgeTo
    edgeForward = parts.edgeForward
    edgeBackward = parts.edgeBackward
    edgeIsRestricted = parts.edgeIsRestricted
    edgeLength = parts.edgeLength
    edgeFirstVertex = parts.edgeFirstVertex
    vertices = parts.vertices
    vertexOffset = parts.vertexOffset
    segmentName = parts.segmentName
    segmentHasAccess = parts.segmentHasAccess
    segmentEdge = parts.segmentEdge
    (component, componentSizes) = Components.number(
      nodeCount: parts.nodes.count, from: parts.edgeFrom, to: parts.edgeTo,
      joins: { !parts.edgeIsRestricted[$0] })
    segmentIndex = SegmentIndex(
      vertices: parts.vertices, segmentEdge: parts.segmentEdge,
      isIndexed: {
        parts.segmentHasAccess[$0] && !parts.edgeIsRestricted[Int(parts.segmentEdge[$0])]
      })
    _checkInvariants()
  }

  /// Where the data ends though a street goes on.
  ///
  /// - Complexity: O(nodes).
  package var cutEnds: [PlanePoint] { nodes.indices.filter { isCut[$0] }.map { nodes[$0] } }

  /// The number of edges.
  package var edgeCount: Int { edgeFrom.count }

  /// Whether a place lies beyond the extent of the streets, where nobody knows which streets there are.
  ///
  /// - Complexity: O(corners of the place × corners of the extent).
  public func isUnknown(around place: Place) -> Bool {
    guard let extent else { return false }
    if !place.accessPoints.isEmpty {
      return !place.accessPoints.contains { extent.contains($0.position) }
    }
    return !place.parts.contains { part in
      switch part {
      case .point(let point): extent.contains(point)
      case .line(let points): points.contains { extent.contains($0) }
      case .area(let polygon): polygon.exterior.contains { extent.contains($0) }
      }
    }
  }

  /// The vertices of an edge's polyline, as indices into ``vertices``.
  package func vertexRange(ofEdge edge: Int) -> Range<Int> {
    Int(edgeFirstVertex[edge])..<Int(edgeFirstVertex[edge + 1])
  }

  private static func validate(
    nodes: [StreetNode], segments: [StreetSegment], names: [String]
  ) throws(StreetNetworkError) {
    guard nodes.count < 1 << 30, segments.count < 1 << 29 else { throw .tooLarge }
    for (i, node) in nodes.enumerated() where !node.position.isFinite {
      throw .positionNotFinite(node: i)
    }
    for (i, s) in segments.enumerated() {
      guard s.from >= 0, s.from < nodes.count, s.to >= 0, s.to < nodes.count,
        s.name >= -1, s.name < names.count
      else { throw .unknownReference(segment: i) }
      guard s.lengthMetres >= 0, s.lengthMetres < 4.1e7 else {
        throw .lengthOutOfRange(segment: i)
      }
    }
  }
}
