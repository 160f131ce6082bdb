/// The record of a region: from a register, which has no year, or from statistics of one year.
public struct RegionRecord: Hashable, Sendable {
  /// The region, by the name or code that communities' regions have.
  public var region: Region
  /// The year; nil for a register.
  public var year: Int?
  /// The values of items.
  public var quantities: Quantities
  /// The values of rules, by the rule's id, where the record gives a rule's value itself.
  public var values: [String: ExactDecimal]
  /// By how much a value may have been rounded, by the id of its rule or of its item, where that is more than its
  /// decimals tell: 2.34万 are 23,400, give or take 50.
  package var roundings: [String: ExactDecimal] = [:]

  /// The record of a region; without values until they are set.
  public init(
    _ region: Region, year: Int? = nil, quantities: Quantities = Quantities(),
    values: [String: ExactDecimal] = [:]
  ) {
    self.region = region
    self.year = year
    self.quantities = quantities
    self.values = values
  }
}
