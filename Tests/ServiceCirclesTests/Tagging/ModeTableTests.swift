import Streets
import Testing

@testable import ServiceCircles

@Suite struct ModeTableTests {
  @Test func `the table that comes with the library can be read and has every mode`() {
    let table = ModeTable.standard
    #expect(table.keys.contains("highway") && table.keys.contains("cycleway:both"))
    let use = table.use { $0 == "highway" ? "residential" : "" }
    for mode in Mode.all {
      #expect(use.forward.contains(mode) && use.backward.contains(mode), "\(mode)")
    }
    #expect(!use.isRestricted)
    #expect(table.use { _ in "" }.isEmpty)
  }

  /// Every combination of a few values, against the definition written out anew.
  @Test func `walking agrees with the definition over all combinations`() {
    let values = ["", "yes", "designated", "permissive", "no", "private", "destination"]
    let permitting: Set = ["yes", "designated", "permissive"]
    let closing: Set = ["no", "private"]
    for highway in ["residential", "cycleway", "steps", "motorway"] {
      for foot in values {
        for access in values {
          for area in ["", "yes", "no"] {
            let tags = ["highway": highway, "foot": foot, "access": access, "area": area]
            let use = ModeTable.standard.use { tags[$0] ?? "" }
            let suits =
              highway == "residential" || highway == "steps"
              || highway == "cycleway" && permitting.contains(foot)
            let open =
              suits && area != "yes" && !closing.contains(foot)
              && !(closing.contains(access) && !permitting.contains(foot))
            #expect((use.forward.contains(.walk) && !use.isRestricted) == open, "\(tags)")
          }
        }
      }
    }
  }

  @Test func `kinds of streets are known that some mode uses, or none`() {
    let table = ModeTable.standard
    for kind in ["residential", "cycleway", "bridleway", "motorway", "construction", "proposed"] {
      #expect(table.knows(highway: kind), "\(kind)")
    }
    for kind in ["residental", "Residential", "sidewalk"] {
      #expect(!table.knows(highway: kind), "\(kind)")
    }
    #expect(table.use { $0 == "highway" ? "motorway" : "" }.isEmpty)
  }

  @Test(arguments: [
    "", "[]", "fly: {}", "walk: { highway: [a] }", "walk: { access: { key: [a] } }",
    "walk: { oneway: { implied: [a] } }", "walk: {",
  ])
  func `a table that is wrong says so`(yaml: String) {
    #expect(throws: TableError.self) { try ModeTable(yaml: yaml) }
  }
}
