import Geometry

/// An urban community or a village: the unit that is assessed.
public struct Community: Sendable {
  /// Its id as text: the 12-digit code where there is one.
  public var id: String
  /// Its name, where known.
  public var name: String?
  /// Whether urban or rural minutes apply.
  public var setting: Setting
  /// Its area in the working plane.
  public var polygons: [Polygon]

  /// A community.
  public init(id: String, name: String? = nil, setting: Setting, polygons: [Polygon]) {
    self.id = id
    self.name = name
    self.setting = setting
    self.polygons = polygons
  }
}
