/// The twelve-digit code of a community: province 2, prefecture 2, county 2, township 3, community 3.
package struct AdministrativeCode: Hashable, Sendable {
  private let digits: String

  /// A code from its text; nil where it is not twelve digits.
  package init?(_ text: String) {
    guard text.utf8.count == 12, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    digits = text
  }

  /// The province's two digits.
  package var province: String { String(digits.prefix(2)) }
  /// The prefecture's four digits.
  package var prefecture: String { String(digits.prefix(4)) }
  /// The county's six digits.
  package var county: String { String(digits.prefix(6)) }
  /// The township's nine digits.
  package var township: String { String(digits.prefix(9)) }

  /// The level of the region that a code of six, nine or twelve digits names; nil for any other text. Zeros stand
  /// for what a code does not name: 330100 is a prefecture.
  package static func level(ofRegion code: String) -> PlanLevel? {
    let digits = Array(code.utf8)
    // Provinces are numbered from 11 to 82; other numbers are other people's.
    guard [6, 9, 12].contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }),
      let province = Int(code.prefix(2)), (11...82).contains(province)
    else { return nil }
    let levels: [(level: PlanLevel, start: Int, end: Int)] = [
      (.community, 9, 12), (.township, 6, 9), (.county, 4, 6), (.prefecture, 2, 4),
    ]
    return levels.first {
      digits.count >= $0.end && digits[$0.start..<$0.end] != [48, 48, 48]
        && digits[$0.start..<$0.end] != [48, 48]
    }?.level ?? .province
  }

  /// Urban or rural by the type of committee: 001–199 residents' committees, 200–399 villagers'; nil for
  /// other units.
  package var setting: Setting? {
    switch Int(digits.suffix(3)) ?? 0 {
    case 1...199: .urban
    case 200...399: .rural
    default: nil
    }
  }
}

/// The urban–rural class of the statistical bureau, 111…220: a second meaning of urban and rural.
package struct StatisticalClass: Hashable, Sendable {
  /// The three digits.
  package let code: Int

  /// A class from its text; nil where it is none.
  package init?(_ text: String) {
    guard let code = Int(text), [111, 112, 121, 122, 123, 210, 220].contains(code) else {
      return nil
    }
    self.code = code
  }

  /// Urban or rural by the class: 1xx is urban.
  package var setting: Setting { code < 200 ? .urban : .rural }
}
