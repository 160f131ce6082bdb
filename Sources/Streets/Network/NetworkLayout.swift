/// Lays chains out as the arrays of a ``StreetNetwork``: nodes along a Hilbert curve, edges by their
/// ends, both independent of the order of input.
struct NetworkLayout {
  private(set) var nodes: [PlanePoint] = []
  private(set) var isCut: [Bool] = []
  private(set) var edgeFrom: [UInt32] = []
  private(set) var edgeTo: [UInt32] = []
  private(set) var edgeForward: [ModeSet] = []
  private(set) var edgeBackward: [ModeSet] = []
  private(set) var edgeIsRestricted: [Bool] = []
  private(set) var edgeLength: [Double] = []
  private(set) var edgeFirstVertex: [UInt32] = [0]
  private(set) var vertices: [PlanePoint] = []
  private(set) var vertexOffset: [Double] = []
  private(set) var segmentName: [Int32] = []
  private(set) var segmentHasAccess: [Bool] = []
  private(set) var segmentEdge: [UInt32] = []

  private typealias Step = ChainContraction.Step

  init(nodes input: [StreetNode], segments: [StreetSegment], chains: [ChainContraction.Chain]) {
    var isUsed = [Bool](repeating: false, count: input.count)
    for chain in chains {
      let ends = Self.ends(of: chain.steps, segments)
      isUsed[Int(ends.from)] = true
      isUsed[Int(ends.to)] = true
    }
    let used = input.indices.filter { isUsed[$0] }
    let order = HilbertOrder.sorted(used.map { input[$0].position }).map { used[$0] }
    var number = [UInt32](repeating: .max, count: input.count)
    for (new, old) in order.enumerated() { number[old] = UInt32(new) }
    nodes = order.map { input[$0].position }
    isCut = order.map { input[$0].isCut }

    var keyed: [(from: UInt32, to: UInt32, chain: Int, isReversed: Bool)] = []
    keyed.reserveCapacity(chains.count)
    for (i, chain) in chains.enumerated() {
      let ends = Self.ends(of: chain.steps, segments)
      let (a, b) = (number[Int(ends.from)], number[Int(ends.to)])
      let isReversed = a > b || (a == b && Self.loopRunsBackward(chain.steps, segments, input))
      keyed.append((min(a, b), max(a, b), i, isReversed))
    }
    keyed.sort { a, b in
      if (a.from, a.to) != (b.from, b.to) { return (a.from, a.to) < (b.from, b.to) }
      return Self.precedes(
        Self.directed(chains[a.chain].steps, reversed: a.isReversed),
        Self.directed(chains[b.chain].steps, reversed: b.isReversed), segments, input)
    }
    reserve(edges: chains.count, segments: segments.count)
    for k in keyed {
      append(
        Self.directed(chains[k.chain].steps, reversed: k.isReversed), from: k.from, to: k.to,
        segments, input)
    }
  }

  private mutating func reserve(edges: Int, segments: Int) {
    edgeFrom.reserveCapacity(edges)
    edgeTo.reserveCapacity(edges)
    edgeForward.reserveCapacity(edges)
    edgeBackward.reserveCapacity(edges)
    edgeIsRestricted.reserveCapacity(edges)
    edgeLength.reserveCapacity(edges)
    edgeFirstVertex.reserveCapacity(edges + 1)
    vertices.reserveCapacity(edges + segments)
    vertexOffset.reserveCapacity(edges + segments)
    segmentName.reserveCapacity(edges + segments)
    segmentHasAccess.reserveCapacity(edges + segments)
    segmentEdge.reserveCapacity(edges + segments)
  }

  private mutating func append(
    _ steps: [Step], from: UInt32, to: UInt32, _ segments: [StreetSegment], _ input: [StreetNode]
  ) {
    let edge = UInt32(edgeFrom.count)
    let lead = segments[Int(steps[0].segment)]
    edgeFrom.append(from)
    edgeTo.append(to)
    edgeForward.append(steps[0].isForward ? lead.forward : lead.backward)
    edgeBackward.append(steps[0].isForward ? lead.backward : lead.forward)
    edgeIsRestricted.append(lead.traits.contains(.restricted))
    // Whole micrometres add up to the same sum from either end of a chain.
    var micrometres: Int64 = 0
    var before: StreetSegment?
    for step in steps {
      let s = segments[Int(step.segment)]
      // Thousands of nodes at one place would all touch whatever lies near, each from each of the others.
      if let before, Self.addsNothing(s, behind: before, input) { continue }
      before = s
      vertices.append(input[Int(step.isForward ? s.from : s.to)].position)
      vertexOffset.append(Double(micrometres) * 1e-6)
      segmentName.append(s.name)
      segmentHasAccess.append(!s.traits.contains(.noAccess))
      segmentEdge.append(edge)
      micrometres += Int64((s.lengthMetres * 1e6).rounded())
    }
    vertices.append(nodes[Int(to)])
    vertexOffset.append(Double(micrometres) * 1e-6)
    segmentName.append(-1)
    segmentHasAccess.append(false)
    segmentEdge.append(edge)
    edgeLength.append(Double(micrometres) * 1e-6)
    edgeFirstVertex.append(UInt32(vertices.count))
  }

  /// Whether a segment is but a point that belongs to the segment before it in a chain.
  private static func addsNothing(
    _ segment: StreetSegment, behind before: StreetSegment, _ input: [StreetNode]
  ) -> Bool {
    segment.lengthMetres == 0
      && input[Int(segment.from)].position == input[Int(segment.to)].position
      && segment.name == before.name
      && segment.traits.contains(.noAccess) == before.traits.contains(.noAccess)
  }

  private static func ends(
    of steps: [Step], _ segments: [StreetSegment]
  ) -> (from: Int32, to: Int32) {
    let (a, b) = (steps[0], steps[steps.count - 1])
    let (s, t) = (segments[Int(a.segment)], segments[Int(b.segment)])
    return (a.isForward ? s.from : s.to, b.isForward ? t.to : t.from)
  }

  private static func directed(_ steps: [Step], reversed: Bool) -> [Step] {
    guard reversed else { return steps }
    return steps.reversed().map { Step(segment: $0.segment, isForward: !$0.isForward) }
  }

  /// A loop can be laid out in two senses; the one whose polyline comes first is taken.
  private static func loopRunsBackward(
    _ steps: [Step], _ segments: [StreetSegment], _ input: [StreetNode]
  ) -> Bool {
    precedes(directed(steps, reversed: true), steps, segments, input)
  }

  /// Orders the polylines of parallel edges by their points, then by lengths and modes.
  private static func precedes(
    _ a: [Step], _ b: [Step], _ segments: [StreetSegment], _ input: [StreetNode]
  ) -> Bool {
    if a.count != b.count { return a.count < b.count }
    for (x, y) in zip(a, b) {
      let (s, t) = (segments[Int(x.segment)], segments[Int(y.segment)])
      let p = input[Int(x.isForward ? s.to : s.from)].position
      let q = input[Int(y.isForward ? t.to : t.from)].position
      if p != q { return (p.x, p.y) < (q.x, q.y) }
      if s.lengthMetres != t.lengthMetres { return s.lengthMetres < t.lengthMetres }
      let f = x.isForward ? s.forward : s.backward
      let g = y.isForward ? t.forward : t.backward
      if f != g { return f.rawValue < g.rawValue }
    }
    return false
  }
}
