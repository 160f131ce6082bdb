import TestSupport
import Testing

@testable import PlaneGeometry

@Suite struct WKBTests {
  @Test func everyKindComesBackAsItWas() throws {
    for sample in samples { #expect(try Geometry(wkb: sample.wkb) == sample) }
  }

  @Test(arguments: [
    ("01 01000000 000000000000F03F 0000000000000040", "ISO, little end first"),
    ("00 00000001 3FF0000000000000 4000000000000000", "ISO, big end first"),
    ("01 E9030000 000000000000F03F 0000000000000040 0000000000000840", "ISO with Z"),
    ("01 B90B0000 000000000000F03F 0000000000000040 0000000000000840 0000000000000840", "ZM"),
    ("01 01000020 E6100000 000000000000F03F 0000000000000040", "EWKB with SRID"),
    ("01 010000A0 E6100000 000000000000F03F 0000000000000040 0000000000000840", "EWKB, SRID, Z"),
    ("01 01000040 000000000000F03F 0000000000000040 0000000000000840", "EWKB with M"),
  ]) func dialects(_ hex: String, _ name: String) throws {
    #expect(try Geometry(wkb: bytes(hex)) == .point([1, 2]), "\(name)")
  }

  @Test func theEmptyPointIsAnEmptyMultiPoint() throws {
    let empty = bytes("01 01000000 000000000000F87F 000000000000F87F")
    #expect(try Geometry(wkb: empty) == .multiPoint([]))
  }

  @Test(arguments: [
    "", "01", "02 01000000", "01 08000000 00000000", "01 01000000 000000000000F03F",
    "01 01000000 000000000000F03F 0000000000000040 00", "01 02000000 FFFFFFFF",
    "01 07000000 FFFFFFFF 00", "01 04000000 01000000 01 02000000 00000000 00000000 00000000",
    "01 01000000 000000000000F07F 0000000000000040",
    "01 02000000 01000000 000000000000F87F 0000000000000040",
  ]) func nonsenseIsAnError(_ hex: String) {
    #expect(throws: GeometryError.self) { try Geometry(wkb: bytes(hex)) }
  }

  @Test func openRingsAndDeepNestingAreErrors() {
    var open = Geometry.polygon(square(at: [0, 0], side: 1)).wkb
    open[open.count - 1] = 0x40
    #expect(throws: GeometryError.self) { try Geometry(wkb: open) }
    var deep = Geometry.point([0, 0])
    for _ in 0..<100 { deep = .collection([deep]) }
    #expect(throws: GeometryError.self) { try Geometry(wkb: deep.wkb) }
  }

  /// Damaged bytes are refused or read as some geometry; what is read can be written and read
  /// again.
  @Test func damagedBytesNeverCrash() throws {
    var random = SplitMix(state: 7)
    let whole = samples.map(\.wkb)
    for _ in 0..<20_000 {
      var damaged = whole[Int.random(in: 0..<whole.count, using: &random)]
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      if Bool.random(using: &random) {
        damaged.removeLast(Int.random(in: 0..<damaged.count, using: &random))
      }
      guard let read = try? Geometry(wkb: damaged) else { continue }
      #expect(try Geometry(wkb: read.wkb) == read)
    }
  }

  private func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.filter { $0 != " " }.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }
}
