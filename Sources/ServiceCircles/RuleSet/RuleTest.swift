/// How a rule is judged.
public enum RuleTest: Hashable, Sendable {
  /// Who reaches services within some minutes.
  case circle(CircleRule)
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

  /// Sums of items over sums of items.
  public struct Ratio: Hashable, Sendable {
    /// Summed above the line.
    public var numerator: [String]
    /// Summed below it.
    public var denominator: [String]
    /// For how many of the denominator's units.
    public var per: ExactDecimal
  }

  /// Units that have something, of all units.
  public struct FullCoverage: Hashable, Sendable {
    /// What they have; each item has to cover all.
    public var numerator: [String]
    /// All units.
    public var denominator: [String]
    /// The item that says whether a unit is among those that are counted.
    public var among: String?
    /// The rules that a unit passes to be counted.
    public var passing: [String]
    /// The circle rules whose homes are counted.
    public var circles: [String]
    /// What of the homes is counted.
    public var measure: CircleRule.Measure
    /// The circle rule and the service by which a unit is reached without its own.
    public var reach: Reach?

    /// By which circle a unit is reached.
    public struct Reach: Hashable, Sendable {
      /// The circle rule's id.
      public var rule: String
      /// The service's code.
      public var service: String
    }
  }

  /// A sum, or several items that each have a number to reach.
  public struct Count: Hashable, Sendable {
    /// What is counted.
    public var numerator: [String]
    /// The number of each; empty where only the sum counts.
    public var each: [ExactDecimal]
  }

  /// One number.
  public struct Floor: Hashable, Sendable {
    /// What is judged.
    public var numerator: [String]
    /// What is judged in its place where it is given.
    public var instead: String?
  }

  /// Stages, each yes, no or missing.
  public struct Stages: Hashable, Sendable {
    /// One of them.
    public struct Stage: Hashable, Sendable {
      /// What decides it.
      public enum Test: Hashable, Sendable {
        /// A yes.
        case flag(String)
        /// A date not later than another.
        case order(earlier: String, later: String)
      }

      /// Its name.
      public var name: LocalizedText
      /// What decides it.
      public var test: Test

      var items: [String] {
        switch test {
        case .flag(let item): [item]
        case .order(let earlier, let later): [earlier, later]
        }
      }
    }

    /// All of them.
    public var stages: [Stage]
    /// By how many days the earlier date may be later.
    public var slackDays: Int
  }

  /// A least number that depends on another.
  public struct Stepped: Hashable, Sendable {
    /// One step.
    public struct Step: Hashable, Sendable {
      /// Where the step ends, exclusive; nil for the last.
      public var below: ExactDecimal?
      /// What the number has to reach.
      public var threshold: ExactDecimal
    }

    /// What is judged.
    public var numerator: [String]
    /// What it depends on.
    public var by: String
    /// The steps, upwards.
    public var steps: [Step]
    /// How the number compares with the step's.
    public var comparator: Threshold.Comparator
  }

  /// The kind's name in rule sets and reports.
  public var kind: String {
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

  /// The items it asks for, each once.
  public var items: [String] {
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

  /// What is summed above the line.
  public var numerator: [String] {
    switch self {
    case .ratio(let test): test.numerator
    case .coverage(let test): test.numerator
    case .count(let test): test.numerator
    case .floor(let test): test.numerator
    case .stepped(let test): test.numerator
    case .circle, .stages, .flag: []
    }
  }

  /// What is summed below the line.
  public var denominator: [String] {
    switch self {
    case .ratio(let test): test.denominator
    case .coverage(let test): test.denominator
    default: []
    }
  }

  /// For how many of the denominator's units; nil without a denominator.
  public var per: ExactDecimal? {
    switch self {
    case .ratio(let test): test.per
    case .coverage: ExactDecimal(100)
    default: nil
    }
  }
}
