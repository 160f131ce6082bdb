import Streets

extension DataSet {
  /// Which nodes of the data stay nodes of the network.
  public enum KeptNodes: Sendable {
    /// Every node that has a street: the graph that other engines search, arc for arc.
    case all
    /// The facilities' nodes, junctions and ends; chains between them become one edge each.
    case facilities
    /// Junctions and ends, as in daily use.
    case junctions
  }

  /// The streets as a network.
  ///
  /// A node that is to stay is marked as the data's edge: the library passes over every other one where
  /// only two streets meet. Searches from facilities take no notice of the mark.
  public func network(keeping kept: KeptNodes) throws -> StreetNetwork {
    var isKept = [Bool](repeating: kept == .all, count: nodes.count)
    if kept == .facilities { for facility in facilities { isKept[facility.node] = true } }
    return try StreetNetwork(
      nodes: zip(nodes, isKept).map { StreetNode($0, isCut: $1) }, edges: edges,
      coordinateSystem: name)
  }

  /// For every node of the data the node of a network that stands there; nil where none does.
  ///
  /// Of data nodes at one place only the last one of the network is found.
  public func networkNodes(in network: StreetNetwork) -> [UInt32?] {
    var byPosition: [PlanePoint: UInt32] = [:]
    byPosition.reserveCapacity(network.nodes.count)
    for (i, position) in network.nodes.enumerated() { byPosition[position] = UInt32(i) }
    return nodes.map { byPosition[$0] }
  }

  /// The points of the facilities of every category, by category.
  public func places(ofCategory category: String) -> [Place] {
    facilities.enumerated().filter { $0.element.category == category }
      .map { Place(id: "\($0.offset)", at: $0.element.position) }
  }
}
