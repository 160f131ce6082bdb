import Testing

@testable import ServiceCirclesIO

@Suite struct LayerErrorTests {
  @Test func `where there is nothing to choose from, the message says so`() {
    func text(_ reason: LayerError.Reason) -> String {
      LayerError(reason, file: "f.gpkg").message.text(in: .english)
    }
    #expect(
      text(.missingColumn("id", nearest: nil, available: []))
        == "f.gpkg: column 'id' is missing; there are none")
    #expect(
      text(.missingColumn("id", nearest: nil, available: ["a", "b"]))
        == "f.gpkg: column 'id' is missing; there are a, b")
    for reason in [
      LayerError.Reason.unknownLayer(available: []), .severalLayers([]),
      .unknownEnding(available: []), .noItemColumn(available: []),
    ] {
      #expect(text(reason).contains("none"), "\(reason)")
    }
    let chinese = LayerError(.noItemColumn(available: []), file: "f").message.text(in: .chinese)
    #expect(chinese.contains("现有列：无"))
  }
}
