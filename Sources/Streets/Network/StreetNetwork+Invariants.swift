extension StreetNetwork {
  #if STREETS_INTERNAL_CHECKS
    /// Edges have two nodes and a polyline of two or more vertices, from one node to the other; arrays have
    /// one entry per node, edge or vertex (segments by their first vertex; edge starts one more); offsets
    /// along an edge ascend to its length.
    func _checkInvariants() {
      let (n, m) = (nodes.count, edgeCount)
      precondition(isCut.count == n && component.count == n)
      precondition(componentSizes.reduce(0, +) == n)
      precondition(edgeTo.count == m && edgeForward.count == m && edgeBackward.count == m)
      precondition(edgeIsRestricted.count == m && edgeLength.count == m)
      precondition(edgeFirstVertex.count == m + 1 && Int(edgeFirstVertex[m]) == vertices.count)
      precondition(vertexOffset.count == vertices.count && segmentName.count == vertices.count)
      precondition(segmentHasAccess.count == vertices.count && segmentEdge.count == vertices.count)
      for e in 0..<m {
        precondition(Int(edgeFrom[e]) < n && Int(edgeTo[e]) < n, "an edge without a node")
        let range = vertexRange(ofEdge: e)
        precondition(range.count >= 2, "an edge without a polyline")
        precondition(vertices[range.lowerBound] == nodes[Int(edgeFrom[e])])
        precondition(vertices[range.upperBound - 1] == nodes[Int(edgeTo[e])])
        precondition(vertexOffset[range.lowerBound] == 0)
        precondition(vertexOffset[range.upperBound - 1] == edgeLength[e])
        for i in range {
          precondition(Int(segmentEdge[i]) == e)
          precondition(i == range.lowerBound || vertexOffset[i - 1] <= vertexOffset[i])
        }
      }
    }
  #else
    @inline(__always)
    func _checkInvariants() {}
  #endif
}
