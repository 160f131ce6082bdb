import Streets

extension Milliseconds {
  /// The time in minutes with so many decimals, rounded half up from the exact number: 3 ms are `0.0001` minutes.
  ///
  /// - Precondition: At most 9 decimals.
  package func minutesText(places: Int) -> String {
    var unit: UInt64 = 1
    for _ in 0..<places { unit *= 10 }
    let rounded = (UInt64(value) * unit + 30_000) / 60_000
    guard places > 0 else { return "\(rounded)" }
    let decimals = String(rounded % unit)
    return "\(rounded / unit)." + String(repeating: "0", count: places - decimals.count) + decimals
  }
}
