/// The kind of a rule, with what each kind is judged on.
package enum RuleKind: Hashable, Sendable, Codable {
  /// Who reaches services within some minutes.
  case circle(Circle)
  /// `numerator × per ÷ denominator`.
  case ratio(Ratio)
  /// Every unit has it.
  case coverage(FullCoverage)
  /// How many there are.
  case count(Count)
  /// A least number of each, or of the largest.
  case floor(Floor)
  /// Stages that go together.
  case stages(Stages)
  /// A least number that depends on another.
  case stepped(Stepped)
  /// What is reported without a verdict.
  case flag([String])

  /// Services that people reach within some minutes.
  package struct Circle: Hashable, Sendable, Codable {
    /// How many of a rule's services have to be reached.
    package enum Required: Hashable, Sendable, Codable, CustomStringConvertible {
      /// One of them.
      case any
      /// Each of them.
      case all
      /// So many of them.
      case atLeast(Int)

      /// As rule sets and reports write it: `any`, `all`, or the number.
      package var description: String {
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
    package enum Measure: String, Hashable, Sendable, CaseIterable, Codable {
      case households, population, residences, land
    }

    /// The codes of the services.
    package var services: [String]
    /// How many of them have to be reached.
    package var required: Required
    /// The minutes, inclusive.
    package var minutes: Double
    /// What is counted.
    package var measure: Measure
    /// How people travel, by the id of the profile; a profile without an entry does not judge the rule.
    package var travel: [String: Travel]
  }

  /// Sums of items over sums of items.
  package struct Ratio: Hashable, Sendable, Codable {
    /// The items whose sum is divided.
    package var numerator: [String]
    /// The items whose sum it is divided by.
    package var denominator: [String]
    /// For how many of the denominator's units.
    package var per: ExactDecimal
  }

  /// Units that have something, of all units.
  package struct FullCoverage: Hashable, Sendable, Codable {
    /// The items that count the units that have it; each item has to count all units.
    package var numerator: [String]
    /// The items that count all units.
    package var denominator: [String]
    /// The item that says whether a unit is among those that are counted.
    package var among: String?
    /// The rules that a unit passes to be counted.
    package var passing: [String]
    /// The circle rules whose homes are counted.
    package var circles: [String]
    /// What is counted of the homes of ``circles``.
    package var measure: Circle.Measure
    /// The circle rule and the service by which a unit is reached without its own.
    package var reach: Reach?

    /// By which circle a unit is reached.
    package struct Reach: Hashable, Sendable, Codable {
      /// The circle rule's id.
      package var rule: String
      /// The service's code.
      package var service: String
    }
  }

  /// A sum, or several items that each have a number to reach.
  package struct Count: Hashable, Sendable, Codable {
    /// The items that are counted.
    package var numerator: [String]
    /// The number that each item has to reach; empty where only the sum counts.
    package var each: [ExactDecimal]
  }

  /// A least number.
  package struct Floor: Hashable, Sendable, Codable {
    /// The items that are judged.
    package var numerator: [String]
    /// The item that is judged in their place where it is given.
    package var instead: String?
  }

  /// Stages, each yes, no or missing.
  package struct Stages: Hashable, Sendable, Codable {
    /// One stage.
    package struct Stage: Hashable, Sendable, Codable {
      /// What decides it.
      package enum Test: Hashable, Sendable, Codable {
        /// The item is a yes.
        case flag(String)
        /// The date of one item is not later than that of another.
        case order(earlier: String, later: String)
      }

      /// The stage's name.
      package var name: LocalizedText
      /// What decides it.
      package var test: Test

      var items: [String] {
        switch test {
        case .flag(let item): [item]
        case .order(let earlier, let later): [earlier, later]
        }
      }
    }

    /// The stages, in order.
    package var stages: [Stage]
    /// By how many days the earlier date may be later.
    package var slackDays: Int
  }

  /// A least number that depends on another.
  package struct Stepped: Hashable, Sendable, Codable {
    /// One step.
    package struct Step: Hashable, Sendable, Codable {
      /// Where the step ends, exclusive; nil for the last.
      package var below: ExactDecimal?
      /// What the number has to reach.
      package var threshold: ExactDecimal
    }

    /// The items that are judged.
    package var numerator: [String]
    /// The item that decides which step holds.
    package var by: String
    /// The steps, upwards.
    package var steps: [Step]
    /// How the number compares with the step's.
    package var comparator: Threshold.Comparator
  }

  /// The kind's name in rule sets and reports.
  package var name: String {
    switch self {
    case .circle: "circle"
    case .ratio: "ratio"
    case .coverage: "coverage"
    case .count: "count"
    case .floor: "floor"
    case .stages: "stages"
    case .stepped: "stepped"
    case .flag: "flag"
    }
  }

  /// The items that the rule asks for, each once. ``Rule/items`` keeps the list.
  var items: [String] {
    let all: [String]
    switch self {
    case .circle: all = []
    case .ratio(let test): all = test.numerator + test.denominator
    case .coverage(let test): all = test.numerator + test.denominator
    case .count(let test): all = test.numerator
    case .floor(let test): all = test.numerator + [test.instead].compactMap { $0 }
    case .stages(let test): all = test.stages.flatMap(\.items)
    case .stepped(let test): all = test.numerator + [test.by]
    case .flag(let items): all = items
    }
    var seen: Set<String> = []
    return all.filter { seen.insert($0).inserted }
  }

  /// The items that are summed above the line.
  package var numerator: [String] {
    switch self {
    case .ratio(let test): test.numerator
    case .coverage(let test): test.numerator
    case .count(let test): test.numerator
    case .floor(let test): test.numerator
    case .stepped(let test): test.numerator
    case .circle, .stages, .flag: []
    }
  }

  /// The items that are summed below the line.
  package var denominator: [String] {
    switch self {
    case .ratio(let test): test.denominator
    case .coverage(let test): test.denominator
    default: []
    }
  }

  /// How many of its services a circle rule asks for; 0 for other rules.
  package var requiredServices: Int {
    guard case .circle(let circle) = self else { return 0 }
    return circle.required.count(of: circle.services.count)
  }

  /// Whether what is counted is part of what it is divided by.
  var isShare: Bool { if case .coverage = self { true } else { false } }

  /// For how many of the denominator's units; nil without a denominator.
  package var per: ExactDecimal? {
    switch self {
    case .ratio(let test): test.per
    case .coverage: ExactDecimal(100)
    default: nil
    }
  }
}
