/// The links of borders joined into arcs: closed ones, and ones between junctions.
struct CatchmentArcs {
  /// A border between two catchments.
  struct Arc {
    /// Where its points stand in ``points``; a closed arc's first point is not repeated.
    var range: Range<Int>
    /// The junctions it runs between; nil for a closed one.
    var ends: (from: LatticeKey, to: LatticeKey)?
    var left: UInt32
    var right: UInt32
  }

  private(set) var points: [PlanePoint] = []
  private(set) var arcs: [Arc] = []

  private let links: [CatchmentLinks.Link]
  private var linksOfPoint: [LatticeKey: (Int32, Int32)] = [:]
  private var isUsed: [Bool]

  /// - Complexity: O(links).
  init(_ links: [CatchmentLinks.Link]) {
    self.links = links
    isUsed = [Bool](repeating: false, count: links.count)
    linksOfPoint.reserveCapacity(links.count)
    for (i, link) in links.enumerated() {
      for key in [link.from, link.to] where !key.isJunction {
        if let known = linksOfPoint[key] {
          linksOfPoint[key] = (known.0, Int32(i))
        } else {
          linksOfPoint[key] = (Int32(i), -1)
        }
      }
    }
    for (i, link) in links.enumerated() where !isUsed[i] {
      if link.from.isJunction { trace(from: i, isForward: true) }
      if link.to.isJunction, !isUsed[i] { trace(from: i, isForward: false) }
    }
    for i in links.indices where !isUsed[i] { trace(from: i, isForward: true) }
  }

  /// Follows a border from the beginning of a link until it ends at a junction or closes.
  private mutating func trace(from first: Int, isForward: Bool) {
    let link = links[first]
    let begin = isForward ? link.from : link.to
    let range = points.count
    points.append(isForward ? link.start : link.end)
    var (i, key) = (first, isForward ? link.to : link.from)
    isUsed[i] = true
    while !key.isJunction, key != begin {
      guard let pair = linksOfPoint[key] else { break }
      let next = Int(Int(pair.0) == i ? pair.1 : pair.0)
      // Both cells beside a side see its crossing, so that every border goes on.
      precondition(next >= 0 && !isUsed[next], "the border of a catchment is not closed")
      isUsed[next] = true
      let runsOn = links[next].from == key
      points.append(runsOn ? links[next].start : links[next].end)
      (i, key) = (next, runsOn ? links[next].to : links[next].from)
    }
    if key.isJunction { points.append(links[i].to == key ? links[i].end : links[i].start) }
    arcs.append(
      Arc(
        range: range..<points.count, ends: key.isJunction ? (begin, key) : nil,
        left: isForward ? link.left : link.right, right: isForward ? link.right : link.left))
  }
}
