import DataSets
@_spi(Benchmarks) import Streets

/// Searches from the facilities' nodes to nodes, without access legs: what other engines are asked for.
public struct NodeSearches {
  private let travel: TravelNetwork
  private let workspace: SearchWorkspace
  /// The seeds of every category, along the order of the nodes.
  private let categories: [[SearchWorkspace.Seed]]
  /// The seeds of all facilities, along the order of the nodes.
  private let facilities: [SearchWorkspace.Seed]

  /// The number of nodes of the network.
  public var nodeCount: Int { travel.network.nodes.count }

  /// Prepares the searches of a data set.
  ///
  /// - Parameter kept: Which nodes stay; the facilities' nodes have to.
  public init(_ data: DataSet, keeping kept: DataSet.KeptNodes) throws {
    let network = try data.network(keeping: kept)
    travel = TravelNetwork(network, by: .walk)
    workspace = SearchWorkspace(nodeCount: network.nodes.count)
    let number = data.networkNodes(in: network)
    var all: [(category: String, seed: SearchWorkspace.Seed)] = []
    for (i, facility) in data.facilities.enumerated() {
      // A node without streets is in no network; nothing is reached from it.
      guard let node = number[facility.node] else { continue }
      let seed = SearchWorkspace.Seed(node: node, time: Milliseconds(0), source: UInt32(i))
      all.append((facility.category, seed))
    }
    all.sort { ($0.seed.node, $0.seed.source) < ($1.seed.node, $1.seed.source) }
    facilities = all.map(\.seed)
    categories = data.categories.map { name in
      all.filter { $0.category == name }.map(\.seed)
    }
  }

  /// The nearest facility of every category for every node: source by source, labels kept.
  ///
  /// - Returns: The number of arcs looked at.
  public func nearestByCategory(within limit: Milliseconds) -> Int {
    let before = workspace.relaxedArcs
    for seeds in categories {
      for seed in seeds { travel.spread(CollectionOfOne(seed), within: limit, in: workspace) }
      workspace.reset()
    }
    return workspace.relaxedArcs - before
  }

  /// What every facility reaches, one after the other.
  ///
  /// - Returns: The number of arcs looked at.
  public func reachOfEachFacility(within limit: Milliseconds) -> Int {
    let before = workspace.relaxedArcs
    for seed in facilities {
      travel.spread(CollectionOfOne(seed), within: limit, in: workspace)
      workspace.reset()
    }
    return workspace.relaxedArcs - before
  }
}
