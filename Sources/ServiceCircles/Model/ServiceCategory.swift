/// The fourteen categories of community service that the plan names.
public enum ServiceCategory: String, Hashable, Sendable, CaseIterable, Comparable, Codable {
  case general = "GOV"
  case social = "SOC"
  case childcare = "CHD"
  case elderly = "ELD"
  case education = "EDU"
  case medical = "MED"
  case cultural = "CUL"
  case sports = "SPT"
  case employment = "EMP"
  case legal = "LAW"
  case safety = "SAF"
  case commercial = "COM"
  case utilities = "UTL"
  case digital = "DIG"

  /// In the order of the names.
  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// A kind of facility, such as `MED.clinic`: its category and its name within it.
public struct FacilityKind: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
  /// The category the kind belongs to.
  public let category: ServiceCategory
  /// The kind's name within the category.
  public let name: String

  /// A kind of a category.
  public init(_ category: ServiceCategory, _ name: String) {
    self.category = category
    self.name = name
  }

  /// A kind from its code, `CATEGORY.name`, in letters of any case and width; nil where the category is not one of
  /// the fourteen, and for a list of several codes.
  public init?(code: String) {
    if code.contains(where: Self.isSeparator) { return nil }
    let parts = code.narrowed.split(separator: ".", maxSplits: 1)
    guard let first = parts.first, let category = ServiceCategory(rawValue: first.uppercased())
    else { return nil }
    self.init(category, parts.count > 1 ? parts[1].lowercased() : "")
  }

  /// The code, `CATEGORY.name`.
  public var description: String {
    name.isEmpty ? category.rawValue : "\(category.rawValue).\(name)"
  }

  /// In the order of the names.
  public static func < (a: Self, b: Self) -> Bool { a.description < b.description }
}
