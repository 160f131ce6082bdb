/// A street network as one mode sees it, at one speed, in one direction, with its rule for access legs.
///
/// Making one costs a pass over the streets; make it once and ask it for many fields and circles.
public final class TravelNetwork: Sendable {
  /// The streets.
  public let network: StreetNetwork
  /// The mode of travel along streets.
  package let mode: Mode
  /// The speed along streets.
  package let speed: Speed
  /// Which way the measured trips go.
  package let direction: Direction
  /// How people get between a place and the street.
  package let access: AccessRule

  let graph: SearchGraph
  /// The same streets as access legs meet them.
  let streets: AccessStreets
  /// The usable edges at every node.
  let incidence: Incidence

  /// A network for one mode; without a speed, at the mode's usual one.
  ///
  /// - Complexity: O(n + m).
  public init(
    _ network: StreetNetwork, by mode: Mode, speed: Speed? = nil, direction: Direction = .to,
    access: AccessRule = AccessRule()
  ) {
    self.network = network
    self.mode = mode
    self.speed = speed ?? mode.defaultSpeed
    self.direction = direction
    self.access = access
    let usableEnds = network.usableEnds(by: mode, direction)
    let edgeTimes = network.edgeTimes(at: self.speed)
    graph = SearchGraph(network, usableEnds: usableEnds, edgeTimes: edgeTimes)
    streets = AccessStreets(
      network, rule: access, usableEnds: usableEnds, edgeTimes: edgeTimes)
    incidence = Incidence(network, usableEnds: usableEnds)
  }

  /// Whether any street is open to the mode.
  package var hasStreets: Bool { streets.usableEnds.contains { !$0.isEmpty } }

  /// Spreads times from nodes, as ``SearchWorkspace`` describes: the search alone, without access legs.
  @_spi(Benchmarks)
  public func spread(
    _ seeds: some Sequence<SearchWorkspace.Seed>, within limit: Milliseconds,
    in workspace: SearchWorkspace
  ) {
    workspace.spread(seeds, over: graph, within: limit)
  }
}
