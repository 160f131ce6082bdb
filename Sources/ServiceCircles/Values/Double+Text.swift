import Foundation

extension Double {
  /// The number with so many decimals, its exact binary value rounded; the same in every locale of the process.
  package func text(places: Int) -> String { printed("%.*f", places) }

  /// The number with so many significant digits, without zeros behind them, with an exponent where that is
  /// shorter; the same in every locale of the process.
  package func text(significantDigits digits: Int) -> String { printed("%.*g", digits) }

  /// What C prints. Foundation's `String(format:)` sets up a number formatter for every call, a hundred times the
  /// cost.
  private func printed(_ format: String, _ digits: Int) -> String {
    withDecimalPoint {
      withVaList([CInt(digits), self]) { arguments in
        // The longest: 309 digits, a sign, a point, and the decimals.
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 320 + digits) { buffer in
          _ = vsnprintf(buffer.baseAddress, buffer.count, format, arguments)
          return buffer.baseAddress.map { String(cString: $0) } ?? ""
        }
      }
    }
  }
}

/// What the body prints, with the point of the C locale for this thread: a program that embeds the library may
/// have set another.
private func withDecimalPoint(_ body: () -> String) -> String {
  let before = uselocale(CLocale.shared.locale)
  defer { uselocale(before) }
  return body()
}

/// The C locale. Nobody changes it once it is made.
private struct CLocale: @unchecked Sendable {
  static let shared = CLocale()

  let locale = newlocale(1 << LC_NUMERIC, "C", nil)
}
