import Streets

/// A rule of the kind circle: services have to be reached within some minutes.
package struct CircleRule: Hashable, Sendable {
  /// The rule: its id, name, source, setting and threshold.
  package private(set) var rule: Rule
  /// The services and the minutes that it asks for.
  package let circle: RuleKind.Circle

  /// The circle rule that a rule is; nil where it is of another kind.
  init?(_ rule: Rule) {
    guard case .circle(let circle) = rule.kind else { return nil }
    self.rule = rule
    self.circle = circle
  }

  /// A circle rule that no plan has.
  init(
    id: String, name: LocalizedText, setting: Setting? = nil, services: [String],
    required: RuleKind.Circle.Required = .any, minutes: Double,
    measure: RuleKind.Circle.Measure = .households, threshold: Threshold? = nil,
    travel: [String: Travel]
  ) {
    circle = RuleKind.Circle(
      services: services, required: required, minutes: minutes, measure: measure, travel: travel)
    rule = Rule(id: id, name: name, kind: .circle(circle))
    rule.setting = setting
    rule.threshold = threshold
  }

  /// The rule's id in the plan's list, such as `C-3`.
  package var id: String { rule.id }
  /// The codes of its services.
  package var services: [String] { circle.services }
  /// The minutes, inclusive.
  package var minutes: Double { circle.minutes }
  /// The time of the circle.
  package var time: Milliseconds { .minutes(circle.minutes) }
  /// The share that has to be reached, in per cent; the plan gives none, so usually nil.
  package var threshold: Threshold? {
    get { rule.threshold }
    set { rule.threshold = newValue }
  }
  /// The setting whose communities it applies to; nil for both.
  package var setting: Setting? { rule.setting }

  /// Whether it applies to a community of a setting.
  func applies(to setting: Setting) -> Bool { rule.applies(to: setting) }

  /// Whether a row of a service, or of several together, is the rule's whole result: a rule of several
  /// services is judged on all of them together.
  package func isWholeResult(_ service: String) -> Bool {
    services.count == 1 || service == Service.joint
  }
}
