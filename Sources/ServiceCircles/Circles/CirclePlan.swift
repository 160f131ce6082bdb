import Streets

/// Which circles an assessment draws: one per facility, profile, way of travelling and minutes, in the minutes
/// of the facility's own community; and one per service, profile, way of travelling and minutes.
struct CirclePlan: Sendable {
  /// A circle of a facility.
  struct Item: Sendable {
    /// The facility, as a number among the assessment's.
    let facility: Int
    let minutes: Double
    /// The profile's id.
    let profile: String
    /// The service it offers; of several the first of the plan.
    let service: String
    /// The rules it is drawn for, by id.
    let ruleIDs: [String]
  }

  /// A circle of all facilities of a service together.
  struct Dissolved: Sendable {
    /// The service, as a number in the pass.
    let service: Int
    let minutes: Double
    /// The profile's id.
    let profile: String
    /// The rules it is drawn for, by id.
    let ruleIDs: [String]
  }

  /// The circles of one pass.
  struct Group: Sendable {
    let pass: TravelPass
    /// The circles of facilities, by facility's id, then by minutes and profile.
    let items: [Item]
    let dissolved: [Dissolved]
  }

  /// The groups, in the order of the passes.
  let groups: [Group]

  /// The number of circles of facilities.
  var facilityCircleCount: Int { groups.reduce(0) { $0 + $1.items.count } }

  /// The plan of an assessment.
  ///
  /// A facility outside all communities has the minutes of the setting that the communities here have, of
  /// urban ones where both are.
  init(
    _ passes: [TravelPass], of standard: RuleSet, _ facilities: [Facility], _ placement: Placement
  ) {
    let settings = Set(placement.communities.map(\.setting))
    let elsewhere = settings.count == 1 ? settings.first ?? .urban : .urban
    let order = facilities.indices.sorted { facilities[$0].id < facilities[$1].id }
    groups = passes.map { pass in
      let services = pass.rules.map { standard.services(of: $0.judged.rule) }
      var items: [Item] = []
      for f in order {
        let setting =
          placement.communityOfFacility[f].map { placement.communities[$0].setting } ?? elsewhere
        items += Self.items(of: f, facilities[f].kind, setting, pass, services)
      }
      return Group(pass: pass, items: items, dissolved: Self.dissolved(pass))
    }
  }

  private struct Key: Hashable, Comparable {
    var minutes: Double
    var profile: String

    static func < (a: Self, b: Self) -> Bool { (a.minutes, a.profile) < (b.minutes, b.profile) }
  }

  private static func items(
    of facility: Int, _ kind: FacilityKind, _ setting: Setting, _ pass: TravelPass,
    _ services: [[Service]]
  ) -> [Item] {
    var found: [Key: (service: String, ruleIDs: [String])] = [:]
    for (i, (judged, _)) in pass.rules.enumerated() where judged.rule.applies(to: setting) {
      guard let service = services[i].first(where: { $0.includes(kind) }) else { continue }
      let key = Key(minutes: judged.rule.minutes, profile: judged.profile)
      found[key, default: (service.code, [])].ruleIDs.append(judged.rule.id)
    }
    return found.sorted { $0.key < $1.key }.map { key, value in
      Item(
        facility: facility, minutes: key.minutes, profile: key.profile, service: value.service,
        ruleIDs: value.ruleIDs)
    }
  }

  private static func dissolved(_ pass: TravelPass) -> [Dissolved] {
    var found: [(key: Key, service: Int, ruleIDs: [String])] = []
    for (judged, services) in pass.rules {
      let key = Key(minutes: judged.rule.minutes, profile: judged.profile)
      for service in services {
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
