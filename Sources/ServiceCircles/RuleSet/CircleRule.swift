import Streets

/// A rule of the plan that services be reached within some minutes.
public struct CircleRule: Hashable, Sendable {
  /// How many of a rule's services have to be reached.
  public enum Required: Hashable, Sendable, CustomStringConvertible {
    /// One of them.
    case any
    /// Each of them.
    case all
    /// So many of them.
    case atLeast(Int)

    /// As rule sets and reports write it: `any`, `all`, or the number.
    public var description: String {
      switch self {
      case .any: "any"
      case .all: "all"
      case .atLeast(let k): "\(k)"
      }
    }

    /// The number, of so many services.
    func count(of services: Int) -> Int {
      switch self {
      case .any: 1
      case .all: services
      case .atLeast(let k): k
      }
    }
  }

  /// What is counted against the threshold.
  public enum Measure: String, Hashable, Sendable, CaseIterable {
    case households, population, residences, land
  }

  /// The rule's id in the plan's list, such as `C-3`.
  public var id: String
  /// Its name.
  public var name: LocalizedText
  /// The plan's sentence.
  public var source: String
  /// The setting it applies to; nil for both.
  public var setting: Setting?
  /// The codes of its services.
  public var services: [String]
  /// How many of them have to be reached.
  public var required: Required
  /// The minutes, inclusive.
  public var minutes: Double
  /// What is counted.
  public var measure: Measure
  /// What the share has to be; the plan gives no number, so usually nil.
  public var threshold: Threshold?
  /// How binding it is.
  public var nature: Rule.Nature
  /// How people travel, by the id of the profile; a profile that is not here does not judge the rule.
  public var travel: [String: Travel]

  /// A circle rule.
  public init(
    id: String, name: LocalizedText, source: String = "", setting: Setting? = nil,
    services: [String], required: Required = .any, minutes: Double,
    measure: Measure = .households, threshold: Threshold? = nil, nature: Rule.Nature = .text,
    travel: [String: Travel]
  ) {
    self.id = id
    self.name = name
    self.source = source
    self.setting = setting
    self.services = services
    self.required = required
    self.minutes = minutes
    self.measure = measure
    self.threshold = threshold
    self.nature = nature
    self.travel = travel
  }

  /// The time of the circle.
  public var time: Milliseconds { .minutes(minutes) }

  /// Whether it applies to a community of a setting.
  public func applies(to setting: Setting) -> Bool { self.setting.map { $0 == setting } ?? true }
}

/// How people travel to the facilities of a rule.
public struct Travel: Hashable, Sendable {
  /// The mode along streets.
  public var mode: Mode
  /// The speed along streets.
  public var speed: Speed
  /// The speed off the street, v_a.
  public var accessSpeed: Speed

  /// A way of travelling; whoever walks the streets walks the legs at the same speed.
  public init(mode: Mode, speed: Speed, accessSpeed: Speed? = nil) {
    self.mode = mode
    self.speed = speed
    self.accessSpeed = accessSpeed ?? (mode == .walk ? speed : Mode.walk.defaultSpeed)
  }
}
