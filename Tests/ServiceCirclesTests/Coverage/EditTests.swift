import PlaneGeometry
import Streets
import TestSupport
import Testing

@testable import ServiceCircles

/// What-if: an edited assessment finds what a fresh one of the edited inputs finds.
@Suite struct EditTests {
  private static let categories = [
    ServiceCategory.medical, .cultural, .sports, .elderly, .childcare,
  ]

  private func facility(_ id: String, _ random: inout SplitMix) -> Facility {
    let at = PlanePoint(
      .random(in: 0...3000, using: &random), .random(in: -150...150, using: &random))
    let category = Self.categories[Int.random(in: 0..<5, using: &random)]
    return Facility(
      place: Place(id: id, at: at), kind: FacilityKind(category, "any"), geometry: .point(at))
  }

  @Test(arguments: 0..<6)
  func `edits find what a fresh run finds`(seed: Int) async throws {
    var random = SplitMix(state: UInt64(seed) + 9)
    var town = MainStreet()
    town.goesOnEast = seed % 2 == 0
    town.community("a", from: 0, to: 1400)
    town.community("b", from: 1400, to: 3000)
    town.homes(at: (0..<25).map { _ in .random(in: 0...3000, using: &random) })
    town.facilities = (0..<12).map { facility("f\($0)", &random) }
    let prepared = try await town.assessment().prepared()
    let edits = FacilityEdits(
      added: (0..<(seed % 3)).map { facility("n\($0)", &random) },
      removed: Set((0..<(seed / 2)).map { "f\($0 * 3)" }))
    let edited = try await prepared.applying(edits).run()
    town.facilities.removeAll { edits.removed.contains($0.place.id) }
    town.facilities += edits.added
    let fresh = try await town.run()
    #expect(edited.coverage == fresh.coverage && edited.gaps == fresh.gaps)
    // And the base is as it was.
    let base = try await prepared.run()
    let again = try await prepared.applying(FacilityEdits()).run()
    #expect(base.coverage == again.coverage)
    if seed > 1 { #expect(base.coverage != fresh.coverage) }
  }
}
