import Foundation
import Streets
import Testing

@testable import ServiceCircles

/// Minutes as text, against decimal arithmetic.
@Suite struct MillisecondsTextTests {
  @Test func `minutes are rounded half up from whole milliseconds`() {
    #expect(Milliseconds(3).minutesText(places: 4) == "0.0001")
    #expect(Milliseconds(2).minutesText(places: 4) == "0.0000")
    #expect(Milliseconds(735_000).minutesText(places: 1) == "12.3")
    #expect(Milliseconds(59_999).minutesText(places: 0) == "1")
    #expect(Milliseconds.longest.minutesText(places: 4) == "17895.6971")
  }

  @Test(arguments: [0, 1, 2, 4]) func `they agree with decimal arithmetic`(places: Int) {
    for value in stride(from: UInt32(0), to: 400_000, by: 37) {
      var exact = Decimal(value) / 60_000
      var rounded = Decimal()
      NSDecimalRound(&rounded, &exact, places, .plain)
      #expect(Decimal(string: Milliseconds(value).minutesText(places: places)) == rounded)
    }
  }
}
