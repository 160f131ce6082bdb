import Testing

@testable import Streets

#if DEBUG
  /// Structures that are broken on purpose end the program in debug builds instead of being read unchecked.
  @Suite struct InvariantTests {
    @Test func aGraphWhoseArcLeadsNowhereIsCaught() async {
      await #expect(processExitsWith: .failure) {
        _ = SearchGraph(first: [0, 1, 1], arcs: [SearchGraph.Arc(to: 2, weight: 5)])
      }
      await #expect(processExitsWith: .success) {
        _ = SearchGraph(first: [0, 1, 1], arcs: [SearchGraph.Arc(to: 1, weight: 5)])
      }
    }

    @Test func aGraphWhoseRowsDoNotAscendIsCaught() async {
      await #expect(processExitsWith: .failure) {
        let arc = SearchGraph.Arc(to: 0, weight: 5)
        _ = SearchGraph(first: [0, 2, 1, 2], arcs: [arc, arc])
      }
    }

    @Test func anItemPutIntoABucketThatIsDoneIsCaught() async {
      await #expect(processExitsWith: .failure) {
        var queue = BucketQueue()
        queue.prepare(limit: Milliseconds(1_000_000), meanWeight: 300)
        queue.push(0, at: 900_000)
        queue.drain { node, _, queue in
          if node == 0 { queue.push(1, at: 0) }
        }
      }
      await #expect(processExitsWith: .success) {
        var queue = BucketQueue()
        queue.prepare(limit: Milliseconds(1_000_000), meanWeight: 300)
        queue.push(0, at: 900_000)
        queue.drain { node, _, queue in
          if node == 0 { queue.push(1, at: 900_000) }
        }
      }
    }

    @Test func aLegWithANegativeCostIsCaught() async {
      await #expect(processExitsWith: .failure) {
        var table = LegTable()
        table.add(AccessLegs.Approach(cost: -1, metres: 1, position: 0), to: 7, 0)
        table._checkInvariants()
      }
    }

    @Test func aTableMoreThanHalfFullIsCaught() async {
      await #expect(processExitsWith: .failure) {
        var table = LegTable()
        table.removeAll(reserving: 10)
        for node in 0..<200 {
          table.add(AccessLegs.Approach(cost: 1, metres: 1, position: 0), to: UInt32(node), 0)
        }
        table._checkInvariants()
      }
    }
  }
#endif
