/// What a register says of a township, a county, a prefecture or the province.
public struct RegionRegister: Hashable, Sendable {
  /// The region's level.
  public var level: PlanLevel
  /// Its code or name, as the communities' regions have it.
  public var region: String
  /// The items.
  public var quantities: Quantities

  /// A region's record.
  public init(level: PlanLevel, region: String, quantities: Quantities) {
    self.level = level
    self.region = region
    self.quantities = quantities
  }
}
