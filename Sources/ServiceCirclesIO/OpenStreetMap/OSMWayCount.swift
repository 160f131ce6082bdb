import ServiceCircles

/// What became of the ways of a street file: how many there are, how many are of a kind that nobody knows, closed to
/// the public, or cut.
///
/// Closed ways stay in the network, restricted; that they are many is a doubt, that they are most stops a run.
/// Ways of which everybody knows that no mode uses them (motorways, streets under construction) are none of them.
package struct OSMWayCount: Sendable {
  /// The ways that a mode uses or would use if they were open, and those of a kind that nobody knows.
  package private(set) var all = 0
  /// Those of a kind that nobody knows: they are not in the network.
  package private(set) var losses = LossTally()
  /// Those that are closed to the public.
  package private(set) var closed = 0
  /// Those that name a node which is not in the file; at the edge of an extract nothing may be left of one.
  package private(set) var cut = 0

  private static let isClosed = Message("osm.way_closed")
  private static let isCut = Message("osm.way_cut")

  /// Counts a way that modes use, or would use if it were open.
  ///
  /// - Parameters:
  ///   - isRestricted: Whether it is closed to the public.
  ///   - isCut: Whether it names a node that is not in the file.
  mutating func add(isRestricted: Bool, isCut: Bool) {
    all += 1
    if isCut { cut += 1 }
    if isRestricted { closed += 1 }
  }

  /// Counts a way of a kind that nobody knows.
  mutating func addUnknown(_ highway: String) {
    all += 1
    losses.add(Message("osm.unknown_highway", ["value": highway]))
  }

  /// Looks that so many ways are left that a run answers the question that was asked. That some are cut at the edge
  /// of an extract is usual.
  ///
  /// - Throws: ``LayerError`` of the reason tooManyLost where more than half of the ways are not used, or cut.
  package func check(_ file: OSMFile, accepted: Bool) throws(LayerError) {
    let source = LayerSource(path: file.path)
    var unused = losses
    unused.add(Self.isClosed, closed)
    try unused.check(of: all, lost: unused.count, source, accepted: accepted)
    var cuts = LossTally()
    cuts.add(Self.isCut, cut)
    try cuts.check(of: all, lost: cut, source, accepted: accepted)
  }

  /// The ways as a list of inputs has them.
  package func source(_ file: OSMFile) -> InputSource {
    var row = InputSource(role: "streets", path: file.path)
    row.format = "OSM"
    row.crs = "EPSG:4326"
    row.features = all
    row.rejected = losses.count
    row.losses = losses.reasons
    var doubts = LossTally()
    doubts.add(Self.isClosed, closed)
    doubts.add(Self.isCut, cut)
    row.doubt(doubts)
    return row
  }
}
