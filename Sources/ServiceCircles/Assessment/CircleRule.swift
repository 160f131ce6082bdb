import StreetNetwork

/// A rule of the plan that a service be reached within some minutes.
public struct CircleRule: Hashable, Sendable {
  /// The rule's id in the plan's list, such as `C-3`.
  public var id: String
  /// The service: a category's code.
  public var service: ServiceCategory
  /// The setting it applies to; nil for both.
  public var setting: Setting?
  /// The minutes, inclusive.
  public var minutes: Double
  /// The rule's name in Chinese, as the plan prints it.
  public var nameChinese: String
  /// Its name in English.
  public var nameEnglish: String

  /// A circle rule.
  public init(
    id: String, service: ServiceCategory, setting: Setting? = nil, minutes: Double,
    nameChinese: String, nameEnglish: String
  ) {
    self.id = id
    self.service = service
    self.setting = setting
    self.minutes = minutes
    self.nameChinese = nameChinese
    self.nameEnglish = nameEnglish
  }

  /// The time of the circle.
  public var time: Milliseconds { .minutes(minutes) }

  /// The urban circles of medical care, culture and fitness.
  public static let urbanCircles = [
    CircleRule(
      id: "C-3", service: .medical, minutes: 15, nameChinese: "15分钟医疗服务圈",
      nameEnglish: "15-minute medical circle"),
    CircleRule(
      id: "C-4", service: .cultural, minutes: 15, nameChinese: "15分钟品质文化生活圈",
      nameEnglish: "15-minute quality cultural circle"),
    CircleRule(
      id: "C-5", service: .sports, setting: .urban, minutes: 10, nameChinese: "10分钟健身圈",
      nameEnglish: "10-minute fitness circle"),
  ]
}
