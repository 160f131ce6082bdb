import Testing

@testable import Streets

/// The cheapest leg to every node, against a dictionary.
@Suite struct LegTableTests {
  @Test func theCheapestLegToEveryNodeIsKept() {
    var random = Seeded(8)
    var table = LegTable()
    // One place after the other in the same memory, which has to grow on the way.
    for place in 0..<300 {
      let count = Int.random(in: 0...[5, 60, 400][place % 3], using: &random)
      table.removeAll(reserving: count)
      #expect(table.legs.isEmpty)
      var known: [UInt32: (cost: Double, metres: Double, segment: UInt32)] = [:]
      var order: [UInt32] = []
      for segment in 0..<count {
        // Few nodes, so that many have several legs, and few costs, so that many are equal.
        let node = UInt32.random(in: 0..<UInt32(count), using: &random) &* 65_536
        let cost = Double(Int.random(in: 0..<4, using: &random))
        let metres = Double(Int.random(in: 0..<4, using: &random))
        table.add(
          AccessLegs.Approach(cost: cost, metres: metres, position: 0), to: node, UInt32(segment))
        if known[node] == nil { order.append(node) }
        if known[node].map({ (cost, metres) < ($0.cost, $0.metres) }) ?? true {
          known[node] = (cost, metres, UInt32(segment))
        }
      }
      table._checkInvariants()
      #expect(table.legs.map(\.node) == order)
      for leg in table.legs {
        #expect(known[leg.node].map { $0 == (leg.cost, leg.metres, leg.segment) } == true)
      }
    }
  }
}
