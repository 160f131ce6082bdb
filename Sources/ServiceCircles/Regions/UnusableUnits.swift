/// What communities whose records cannot be used add to the sums of regions: units of which nothing is known but what
/// registers say.
///
/// Where a record names its township, only that township and what it belongs to are open; where it does not,
/// every township may be the one.
///
/// - Complexity: O(communities × rows) to make.
struct UnusableUnits {
  /// Sums of the regions that the records name, and of the whole run.
  private(set) var named: [RegionAggregator.RegionKey: RegionAggregate] = [:]
  /// Sums that every region of a level may have.
  private var anywhere: [LevelKey: RegionAggregate] = [:]

  private struct LevelKey: Hashable {
    var level: PlanLevel
    var row: Int
  }

  /// The sums of communities over rows: each a rule that communities are judged by, and whether the row is that
  /// of a circle rule's service.
  init(
    _ communities: [UnusableCommunity], over rows: [(number: Int, rule: Rule, isCircle: Bool)],
    _ judge: RuleJudge
  ) {
    for community in communities {
      let regions = community.regions.all
      let levels = community.openLevels
      for row in rows where row.rule.applies(to: community.setting) {
        var part = RegionAggregate()
        if row.isCircle {
          part.addUnusable()
        } else {
          part.add(judge.finding(of: row.rule, onUnusable: community), of: row.rule.kind)
        }
        for region in regions {
          named[RegionAggregator.RegionKey(region: region, row: row.number), default: .init()]
            .add(part)
        }
        for level in levels {
          anywhere[LevelKey(level: level, row: row.number), default: .init()].add(part)
        }
      }
    }
  }

  /// What a region's sum may have beside what its records say; nil for nothing.
  func anywhere(_ key: RegionAggregator.RegionKey) -> RegionAggregate? {
    anywhere[LevelKey(level: key.region.level, row: key.row)]
  }
}

extension RuleJudge {
  /// What a rule finds of a community of which nothing is known but that it is one, and what registers say of it.
  fileprivate func finding(of rule: Rule, onUnusable community: UnusableCommunity) -> Finding {
    let subject = Finding.Subject.community(community.id)
    if case .coverage(let test) = rule.kind, !test.circles.isEmpty || test.among != nil {
      var finding = Finding(subject, of: rule)
      let one = ExactInterval(from: .zero, to: ExactDecimal(1))
      let open = test.circles.isEmpty ? one : .unknown
      finding.missing = test.among.map { [$0] } ?? test.denominator
      conclude(rule, RatioBounds(open, over: open, isShare: true), &finding)
      return finding
    }
    var quantities = Quantities()
    for id in rule.items { quantities[id] = known(standard.item(id), of: community) }
    return finding(of: rule, on: quantities, about: subject, setting: community.setting)
  }

  private func known(_ item: Item?, of community: UnusableCommunity) -> Quantity {
    guard let item, !community.isRegion else { return .missing }
    switch item.source {
    case .communities: return .number(ExactDecimal(1))
    case .villages: return .one(community.setting.map { $0 == .rural })
    case .urbanCommunities: return .one(community.setting.map { $0 == .urban })
    default: break
    }
    // A column that holds the counts of both settings says nothing of one of them.
    if let setting = item.setting, setting != community.setting {
      return community.setting == nil ? .missing : .number(.zero)
    }
    return community.quantities[item.id] ?? .missing
  }
}

extension Quantity {
  /// 1 for yes, 0 for no.
  fileprivate static func one(_ isOne: Bool?) -> Quantity {
    isOne.map { .number(ExactDecimal($0 ? 1 : 0)) } ?? .missing
  }
}
