import Streets

/// Which circles a report draws: one per facility, profile, way of travelling and minutes, in the minutes of
/// the facility's own community.
public struct CirclePlan: Sendable {
  /// A circle of a facility.
  public struct Item: Sendable {
    /// The facility, as a number among the assessment's.
    public let facility: Int
    /// The minutes.
    public let minutes: Double
    /// The profile's id.
    public let profile: String
    /// The service it offers; of several the first of the plan.
    public let service: String
    /// The rules it is drawn for, by id.
    public let ruleIDs: [String]
  }

  /// A circle of all facilities of a service together.
  public struct Dissolved: Hashable, Sendable {
    /// The service.
    public let service: String
    /// The minutes.
    public let minutes: Double
    /// The profile's id.
    public let profile: String
    /// The rules it is drawn for, by id.
    public let ruleIDs: [String]
  }

  /// The circles of one way of travelling.
  public struct Group: Sendable {
    /// How people travel.
    public let travel: Travel
    /// The circles, by facility's id, then by minutes and profile.
    public let items: [Item]
    /// The circles of services.
    public let dissolved: [Dissolved]
  }

  /// The groups, in the order of the rules.
  public let groups: [Group]

  /// The plan of an assessment.
  ///
  /// A facility outside all communities has the minutes of those that are here, of urban ones where both
  /// are.
  public init(_ assessment: Assessment, _ placement: Placement) {
    groups = TravelPass.travels(of: assessment.appliedRules).map { travel in
      let rules = assessment.appliedRules.filter { $0.travel == travel }
      return Group(
        travel: travel, items: Self.items(rules, assessment, placement),
        dissolved: Self.dissolved(rules))
    }
  }

  private struct Key: Hashable, Comparable {
    var minutes: Double
    var profile: String

    static func < (a: Self, b: Self) -> Bool { (a.minutes, a.profile) < (b.minutes, b.profile) }
  }

  private static func items(
    _ rules: [JudgedRule], _ assessment: Assessment, _ placement: Placement
  ) -> [Item] {
    let inputs = assessment.inputs
    let settings = Set(placement.communities.map(\.setting))
    let elsewhere = settings.count == 1 ? settings.first ?? .urban : .urban
    var items: [Item] = []
    for f in inputs.facilities.indices.sorted(by: {
      inputs.facilities[$0].id < inputs.facilities[$1].id
    }) {
      let setting =
        placement.communityOfFacility[f].map { placement.communities[$0].setting } ?? elsewhere
      var found: [Key: (service: String, ruleIDs: [String])] = [:]
      for judged in rules where judged.rule.applies(to: setting) {
        guard
          let service = assessment.standard.services(of: judged.rule).first(where: {
            $0.includes(inputs.facilities[f].kind)
          })
        else { continue }
        let key = Key(minutes: judged.rule.minutes, profile: judged.profile)
        found[key, default: (service.code, [])].ruleIDs.append(judged.rule.id)
      }
      for (key, value) in found.sorted(by: { $0.key < $1.key }) {
        items.append(
          Item(
            facility: f, minutes: key.minutes, profile: key.profile, service: value.service,
            ruleIDs: value.ruleIDs))
      }
    }
    return items
  }

  private static func dissolved(_ rules: [JudgedRule]) -> [Dissolved] {
    var found: [(key: Key, service: String, ruleIDs: [String])] = []
    for judged in rules {
      let key = Key(minutes: judged.rule.minutes, profile: judged.profile)
      for service in judged.rule.services {
        if let known = found.firstIndex(where: { $0.key == key && $0.service == service }) {
          found[known].ruleIDs.append(judged.rule.id)
        } else {
          found.append((key, service, [judged.rule.id]))
        }
      }
    }
    return found.map {
      Dissolved(
        service: $0.service, minutes: $0.key.minutes, profile: $0.key.profile,
        ruleIDs: $0.ruleIDs)
    }
  }
}
