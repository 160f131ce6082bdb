import PlaneGeometry
import ServiceCircles
import Streets

/// Turns ways into segments: which nodes are used, where the data ends, what each way is to the modes.
struct OSMSegmentBuilder {
  private let data: OSMStreetData
  private let texts: OSMTexts
  private let extent: GeographicBox?
  private let isOriginNowhere: Bool

  private(set) var segments: [StreetSegment] = []
  private(set) var names: [String] = []
  private(set) var ways = OSMWayCount()
  /// Places on the extent, in degrees.
  private(set) var crossings: [GeographicPoint] = []

  private var isUsed: [Bool]
  private var isCut: [Bool]
  private var nameNumber: [UInt32: Int32] = [:]

  /// - Parameter isOriginNowhere: whether a node at 0° east, 0° north is as good as missing.
  init(_ data: OSMStreetData, extent: GeographicBox?, isOriginNowhere: Bool) {
    self.data = data
    self.extent = extent
    self.isOriginNowhere = isOriginNowhere
    texts = data.texts
    isUsed = Array(repeating: false, count: data.nodeCount)
    isCut = isUsed
  }

  /// What the tags of a way say, but its name.
  private struct Street {
    var use: ModeTable.Use
    var traits: StreetSegment.Traits
    /// The value of `highway`, where nobody knows it.
    var unknownHighway: String?
  }

  /// Adds the ways that any mode can use.
  ///
  /// - Parameter keys: the keys in whose order the values of ways stand; has `name`, `bridge` and
  ///   `tunnel` after those of the table.
  mutating func addWays(_ table: ModeTable, keys: [String]) {
    let column = Dictionary(zip(keys, keys.indices), uniquingKeysWith: { first, _ in first })
    let name = column["name"] ?? 0
    // A city has tens of thousands of ways and a few hundred different sets of tags.
    var known: [[UInt32]: Street] = [:]
    for way in 0..<data.wayCount {
      let values = data.values(ofWay: way)
      var row = Array(values)
      row[name] = 0
      let street: Street
      if let found = known[row] {
        street = found
      } else {
        street = self.street(table) { key in column[key].map { texts[row[$0]] } ?? "" }
        known[row] = street
      }
      if !street.use.isEmpty {
        let isCut = add(way, street, name: number(ofName: values[name]))
        ways.add(isRestricted: street.use.isRestricted, isCut: isCut)
      } else if let highway = street.unknownHighway {
        ways.addUnknown(highway)
      }
    }
  }

  private func street(_ table: ModeTable, _ value: (String) -> String) -> Street {
    let use = table.use(of: value)
    var traits: StreetSegment.Traits = use.isRestricted ? .restricted : []
    if !["", "no"].contains(value("bridge")) || !["", "no"].contains(value("tunnel")) {
      traits.insert(.noAccess)
    }
    let highway = value("highway")
    return Street(
      use: use, traits: traits, unknownHighway: table.knows(highway: highway) ? nil : highway)
  }

  private mutating func number(ofName text: UInt32) -> Int32 {
    if text == 0 { return -1 }
    if let number = nameNumber[text] { return number }
    let number = Int32(names.count)
    names.append(texts[text])
    nameNumber[text] = number
    return number
  }

  /// Adds the pieces of a way; says whether a node of it is missing.
  private mutating func add(_ way: Int, _ street: Street, name: Int32) -> Bool {
    let nodes = data.nodes(ofWay: way)
    for i in nodes.indices.dropFirst() {
      let (a, b) = (placed(nodes[i - 1]), placed(nodes[i]))
      switch (a == .max, b == .max) {
      case (false, false):
        // The same node twice in a row is a slip of the mapper, not a street.
        if a != b { add(Int(a), Int(b), street, name) }
      case (false, true): cut(Int(a), street)
      case (true, false): cut(Int(b), street)
      case (true, true): break
      }
    }
    return nodes.contains { placed($0) == .max }
  }

  /// The node, or `UInt32.max` where it has no place.
  private func placed(_ node: UInt32) -> UInt32 {
    isOriginNowhere && node != .max && data.location(ofNode: Int(node)) == StreetExtent.origin
      ? .max : node
  }

  private mutating func cut(_ node: Int, _ street: Street) {
    if !street.use.isRestricted { isCut[node] = true }
  }

  private mutating func add(_ a: Int, _ b: Int, _ street: Street, _ name: Int32) {
    isUsed[a] = true
    isUsed[b] = true
    let (p, q) = (data.location(ofNode: a).degrees, data.location(ofNode: b).degrees)
    var (from, place) = (Int32(a), p)
    for t in extent.map({ SegmentClip.crossings(from: p, to: q, of: $0) }) ?? [] {
      if t == 0 {
        cut(a, street)
      } else if t == 1 {
        cut(b, street)
      } else if !street.use.isRestricted {
        let crossing = GeographicPoint(p.degrees + (q.degrees - p.degrees) * t)
        let node = Int32(data.nodeCount + crossings.count)
        crossings.append(crossing)
        append(from, node, place, crossing, street, name)
        (from, place) = (node, crossing)
      }
    }
    append(from, Int32(b), place, q, street, name)
  }

  private mutating func append(
    _ from: Int32, _ to: Int32, _ p: GeographicPoint, _ q: GeographicPoint, _ street: Street,
    _ name: Int32
  ) {
    segments.append(
      StreetSegment(
        from: from, to: to,
        lengthMetres: Geodesic.lengthMetres(from: p, to: q),
        forward: street.use.forward, backward: street.use.backward, traits: street.traits,
        name: name))
  }

  /// The places of the nodes that segments use; segments refer to them from now on.
  mutating func positions() -> [(place: GeographicPoint, isCut: Bool)] {
    var number = [Int32](repeating: -1, count: data.nodeCount + crossings.count)
    var positions: [(place: GeographicPoint, isCut: Bool)] = []
    for node in 0..<data.nodeCount where isUsed[node] {
      number[node] = Int32(positions.count)
      positions.append((data.location(ofNode: node).degrees, isCut[node]))
    }
    for (i, crossing) in crossings.enumerated() {
      number[data.nodeCount + i] = Int32(positions.count)
      positions.append((crossing, true))
    }
    for i in segments.indices {
      segments[i].from = number[Int(segments[i].from)]
      segments[i].to = number[Int(segments[i].to)]
    }
    return positions
  }
}
