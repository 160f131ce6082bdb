/// The names that an object of JSON has had.
struct JSONNames {
  /// Nearly all objects have a few.
  private static let mostFew = 16
  private var few: [[UInt8]] = []
  private var many: Set<[UInt8]> = []

  /// Adds a name, and tells whether it is new.
  mutating func insert(_ name: [UInt8]) -> Bool {
    if few.contains(name) { return false }
    if few.count < Self.mostFew {
      few.append(name)
      return true
    }
    return many.insert(name).inserted
  }
}
