import Testing

@testable import ServiceCircles

/// Ratios, counts and full coverage of regions, by worked cases.
@Suite struct IndicatorJudgeTests {
  let judge = RuleJudge(.zhejiang14thFiveYearPlan)

  private func finding(
    _ rule: String, _ values: [String: Int?],
    about subject: Finding.Subject = .region(Region(.province, "33"))
  ) throws -> Finding {
    judge.finding(
      of: try #require(judge.standard.rule(rule)),
      on: Quantities(
        values.mapValues { $0.map { .number(ExactDecimal($0)) } ?? .missing }), about: subject)
  }

  private func texts(_ finding: Finding, _ language: Language) -> [String] {
    Wording(judge.standard).reasons(of: finding, in: language)
  }

  @Test func `a hundred per cent means all`() throws {
    let almost = try finding("T2-1", ["integrated_facility": 19_999, "villages": 20_000])
    #expect(almost.verdict == .fail && almost.margin == ExactDecimal(-1))
    #expect(almost.shownValue == "99.995" && almost.value?.description == "99.995")
    #expect(
      try finding("T2-1", ["integrated_facility": 20_000, "villages": 20_000]).verdict == .pass)
    // Never shown as what it is not, however near.
    let nearer = try finding("T2-1", ["integrated_facility": 19_999_999, "villages": 20_000_000])
    #expect(nearer.shownValue == "99.9999" && nearer.verdict == .fail)
  }

  @Test func `childcare, carers and social workers at their boundaries`() throws {
    for (places, verdict) in [(290_555, Verdict.pass), (290_554, .fail)] {
      let found = try finding("P-1", ["childcare_places": places, "population": 64_567_588])
      #expect(found.verdict == verdict)
    }
    for (carers, verdict) in [(30_182, Verdict.pass), (30_181, .fail)] {
      let found = try finding("P-2", ["certified_carers": carers, "elderly": 12_072_684])
      #expect(found.verdict == verdict)
    }
    for (elderly, workers, verdict) in [
      (1250, 3, Verdict.pass), (1250, 2, .fail), (500, 1, .pass), (501, 1, .fail),
      (0, 0, .notApplicable),
    ] {
      let found = try finding(
        "P-3", ["social_workers_for_elderly": workers, "elderly": elderly])
      #expect(found.verdict == verdict, "\(elderly)")
    }
    let needed = try finding("P-2", ["certified_carers": 30_181, "elderly": 12_072_684])
    #expect(needed.margin?.description == "-0.71")
  }

  @Test func `two numbers of the plan are judged side by side`() throws {
    let found = try finding(
      "T2-5", ["registered_organisations": 1700, "population": 1_000_000])
    #expect(found.verdict == .pass)
    #expect(found.alternatives.map(\.verdict) == [.fail])
    #expect(found.alternatives.first?.alternative.conflict == "I-1")
    #expect(
      try finding("T2-5", ["registered_organisations": 1800, "population": 1_000_000])
        .alternatives.map(\.verdict) == [.pass])
  }

  @Test func `soft words have a value and no verdict`() throws {
    let found = try finding("F-6", ["childcare_institution": 1380, "townships": 1387])
    #expect(found.verdict == nil && found.value?.description == "99.495314")
    #expect(texts(found, .chinese).first?.contains("基本实现") == true)
  }

  @Test func `several things each have to cover all`() throws {
    let all = ["waste_sorting": 10, "sewage_treatment": 10, "sanitary_toilets": 10, "villages": 10]
    #expect(try finding("F-21", all).verdict == .pass)
    for item in ["waste_sorting", "sewage_treatment", "sanitary_toilets"] {
      var less = all
      less[item] = 9
      let found = try finding("F-21", less)
      #expect(found.verdict == .fail && found.margin == ExactDecimal(-1))
    }
  }

  @Test func `more of one does not make up for another`() throws {
    let fifty = ["urban_deliberation_pilot": 50, "rural_deliberation_pilot": 50]
    #expect(try finding("G-6", fifty).verdict == .pass)
    let uneven = try finding(
      "G-6", ["urban_deliberation_pilot": 80, "rural_deliberation_pilot": 49])
    #expect(uneven.verdict == .fail && uneven.margin == ExactDecimal(-1))
    // One that is not known counts nothing at least, and its own number at most.
    let half = try finding(
      "G-6", ["urban_deliberation_pilot": 80, "rural_deliberation_pilot": nil])
    #expect(half.verdict == .unknown && half.numerator == nil)
    #expect(half.numeratorBounds == ExactInterval(from: ExactDecimal(50), to: ExactDecimal(100)))
    #expect(half.reasons.contains(.missing(["rural_deliberation_pilot"])))
  }

  @Test func `no jobless household is none`() throws {
    #expect(try finding("F-23", ["jobless_households": 0]).verdict == .pass)
    let one = try finding("F-23", ["jobless_households": 1])
    #expect(one.verdict == .fail && one.margin == ExactDecimal(1))
    #expect(texts(one, .english).first?.contains("1") == true)
  }

  @Test func `a province's count is no county's verdict`() throws {
    let county = try finding(
      "T2-9", ["residents_living_rooms": 600], about: .region(Region(.county, "330106")))
    #expect(county.verdict == nil && county.numerator == ExactDecimal(600))
    #expect(try finding("T2-9", ["residents_living_rooms": 600]).verdict == .pass)
    #expect(try finding("T2-9", ["residents_living_rooms": 499]).verdict == .fail)
  }

  @Test func `what is missing is named`() throws {
    let found = try finding("P-1", ["childcare_places": 5, "population": nil])
    #expect(found.verdict == .unknown && found.missing == ["population"])
    #expect(texts(found, .chinese).first == "缺少数据：常住人口")
    // A numerator alone is no value.
    #expect(found.value == nil && found.shownValue == nil && found.numerator == ExactDecimal(5))
    #expect(judge.standard.rule("P-1")?.progress(found) == nil)
    #expect(try finding("P-1", ["elderly": 5]).isAsked == false)
  }

  @Test func `a value that is given as such is judged as it stands`() throws {
    let record = RegionRecord(
      Region(.province, "33"), year: 2023,
      values: ["T2-5": try #require(ExactDecimal("17.0")), "T2-3": ExactDecimal(39)])
    let findings = judge.findings(in: record).filter(\.isAsked)
    #expect(findings.map(\.ruleID) == ["T2-3", "T2-5"])
    #expect(findings.map(\.verdict) == [.fail, .pass])
    #expect(findings[1].alternatives.map(\.verdict) == [.fail])
    let rule = try #require(judge.standard.rule("T2-3"))
    // From 30 to 40, nine of ten steps.
    #expect(rule.progress(findings[0])?.share?.value(places: 1)?.description == "90.0")
  }

  @Test func `progress runs from the baseline to the target`() throws {
    let rule = try #require(judge.standard.rule("T2-3"))
    func progress(_ value: String) throws -> Rule.Progress? {
      let record = RegionRecord(
        Region(.province, "33"), values: ["T2-3": try #require(ExactDecimal(value))])
      return rule.progress(try #require(judge.findings(in: record).first { $0.ruleID == "T2-3" }))
    }
    #expect(try progress("29.999") == .belowBaseline)
    #expect(try progress("30")?.share?.compare(with: .zero) == 0)
    #expect(try progress("40")?.word == "towards_target")
    #expect(try progress("40.001")?.word == "beyond_target")
    #expect(rule.baseline?.value == ExactDecimal(30))
  }

  /// The largest and the smallest numbers that a file may hold, and none at all.
  @Test(arguments: ["999999999999.999999", "999999999999", "0.000001", "0", "1"])
  func `no number of a file is too much`(text: String) throws {
    let number = try #require(ExactDecimal(text))
    let day = try #require(CalendarDay("2199-12-31"))
    var quantities = Quantities()
    for item in judge.standard.items {
      quantities[item.id] = item.type == .date ? .day(day) : .number(number)
    }
    let province = Region(.province, "33")
    let values = Dictionary(
      judge.standard.rules.map { ($0.id, number) }, uniquingKeysWith: { first, _ in first })
    for record in [
      RegionRecord(province, year: 2025, quantities: quantities),
      RegionRecord(province, year: 2025, values: values),
    ] {
      for finding in judge.findings(in: record) {
        let rule = try #require(judge.standard.rule(finding.ruleID))
        _ = rule.progress(finding)?.share?.value(places: 1, .down)
        _ = finding.shownValue
        _ = finding.value
        #expect(finding.isAsked)
      }
    }
    let project = BuildProject(id: "p", quantities: quantities)
    let findings = judge.findings(of: project)
    #expect(findings.allSatisfy { $0.isAsked })
    _ = OtherReadings(judge.standard).flips(of: findings, on: project)
  }

  /// Steps as another province has them: by the floor area of the homes.
  @Test func `a stepped least number`() throws {
    let plan = try RuleSet(
      yaml: """
        id: xixian
        name: { zh: 西咸, en: Xixian }
        items:
          homes_m2: { zh: 住宅面积, en: homes, type: area }
          rooms_m2: { zh: 用房面积, en: rooms, type: area, unit: m² }
        rules:
          - id: X-1
            kind: stepped
            name: { zh: 社区用房, en: community rooms }
            numerator: [rooms_m2]
            by: homes_m2
            unit: m²
            steps:
              - { below: 30000, threshold: 300 }
              - { below: 100000, threshold: 800 }
              - { below: 180000, threshold: 1700 }
              - { below: 280000, threshold: 2500 }
              - { threshold: 4800 }
        """)
    let judge = RuleJudge(plan)
    for (homes, rooms, verdict) in [
      ("29999.99", "300", Verdict.pass), ("30000", "799.99", .fail), ("30000", "800", .pass),
      ("279999", "2500", .pass), ("280000", "4799", .fail), ("900000", "4800", .pass),
    ] {
      let found = judge.finding(
        of: plan.rules[0],
        on: Quantities([
          "homes_m2": .number(try #require(ExactDecimal(homes))),
          "rooms_m2": .number(try #require(ExactDecimal(rooms))),
        ]), about: .project("p"))
      #expect(found.verdict == verdict, "\(homes) \(rooms)")
    }
    for (rooms, verdict) in [(299, Verdict.fail), (300, .unknown), (4799, .unknown), (4800, .pass)]
    {
      let open = judge.finding(
        of: plan.rules[0], on: Quantities(["rooms_m2": .number(ExactDecimal(rooms))]),
        about: .project("p"))
      #expect(open.verdict == verdict && open.missing == ["homes_m2"], "\(rooms)")
    }
  }

  /// Items that make a value, and a value that is given beside them.
  private func beside(
    _ rule: String, _ value: String, _ items: [String: Int?]
  ) throws -> Finding {
    let record = RegionRecord(
      Region(.province, "33"), year: 2025,
      quantities: Quantities(
        items.mapValues { $0.map { .number(ExactDecimal($0)) } ?? .missing }),
      values: [rule: try #require(ExactDecimal(value))])
    return try #require(judge.findings(in: record).first { $0.ruleID == rule })
  }

  private func differs(_ finding: Finding) -> Bool {
    finding.reasons.contains { if case .givenDiffers = $0 { true } else { false } }
  }

  @Test func `items count before a given value, and a difference beyond its rounding is said`()
    throws
  {
    // 1667 of 1,000,000 are 16.67 per 10,000.
    let items: [String: Int?] = ["registered_organisations": 1667, "population": 1_000_000]
    for (given, isOther) in [
      ("16.67", false), ("16.670", false), ("16.7", false), ("17", false), ("16.6", true),
      ("16.671", true), ("16", true), ("18", true), ("0", true),
    ] {
      let found = try beside("T2-5", given, items)
      #expect(found.verdict == .pass && found.value?.description == "16.67", "\(given)")
      #expect(found.givenValue?.description == given && !found.isGivenValueJudged)
      #expect(differs(found) == isOther, "\(given)")
    }
    // 16.65 is rounded to 16.6 by some and to 16.7 by others.
    let middle: [String: Int?] = ["registered_organisations": 1665, "population": 1_000_000]
    #expect(try !differs(beside("T2-5", "16.6", middle)))
    #expect(try !differs(beside("T2-5", "16.7", middle)))
    let other = try beside("T2-5", "18", items)
    #expect(
      texts(other, .english) == [
        "given as 18 per 10,000 people, while its items make 16.67 per 10,000 people; the items count"
      ])
    #expect(try differs(beside("T2-9", "600", ["residents_living_rooms": 500])))
    // More of one than it is asked for is part of what people add up.
    let pilots: [String: Int?] = ["urban_deliberation_pilot": 80, "rural_deliberation_pilot": 49]
    for (given, isOther) in [("129", false), ("99", false), ("130", true)] {
      #expect(try differs(beside("G-6", given, pilots)) == isOther, "\(given)")
    }
    // Nothing to divide by is no value.
    let none = try beside("P-3", "0.4", ["social_workers_for_elderly": 0, "elderly": 0])
    #expect(none.verdict == .notApplicable && differs(none))
  }

  @Test func `a given value counts where its items make none`() throws {
    for items in [
      [:], ["registered_organisations": nil], ["registered_organisations": 1500],
      ["registered_organisations": 1500, "population": nil],
    ] as [[String: Int?]] {
      let found = try beside("T2-5", "17.0", items)
      #expect(found.verdict == .pass && found.isGivenValueJudged && !differs(found))
      #expect(found.givenValue == ExactDecimal(17) && found.value == ExactDecimal(17))
    }
  }

  @Test func `more than all is not judged`() throws {
    for rule in ["F-4", "T2-1", "T2-2", "T2-8", "T1-2"] {
      let all = try beside(rule, "100", [:])
      #expect(all.verdict == .pass && all.isGivenValueJudged, "\(rule)")
      let more = try beside(rule, "100.01", [:])
      #expect(more.verdict == .unknown && more.value == nil && more.shownValue == nil, "\(rule)")
      #expect(!more.isGivenValueJudged && more.givenValue != nil)
      #expect(texts(more, .english) == ["given as 100.01 %, more than all; not judged"])
    }
    // The rural allowance is no part of the urban one; per 10,000 people there may be anything.
    #expect(try beside("T1-3", "101", [:]).verdict == .pass)
    #expect(try beside("T2-5", "10001", [:]).verdict == .pass)
    // Where the area is that of the plot ratio, no bound holds.
    let plotRatio = RuleJudge(
      try RuleSet.zhejiang14thFiveYearPlan.choosing("floor_area_basis", "plot_ratio"))
    let record = RegionRecord(Region(.province, "33"), values: ["T2-2": ExactDecimal(101)])
    #expect(plotRatio.findings(in: record).first { $0.ruleID == "T2-2" }?.verdict == .pass)
  }

  @Test func `a part that is more than its whole is not judged`() throws {
    #expect(try finding("F-4", ["social_work_room": 10, "communities": 10]).verdict == .pass)
    let cases: [(String, [String: Int?])] = [
      ("F-4", ["social_work_room": 11, "communities": 10]),
      ("F-4", ["social_work_room": 1, "communities": 0]),
      (
        "F-21",
        ["waste_sorting": 10, "sewage_treatment": 11, "sanitary_toilets": 9, "villages": 10]
      ),
      ("T2-8", ["certified_full_time_workers": 11, "full_time_workers": 10]),
      ("T2-2", ["commercial_area_m2": 80, "service_area_m2": 21, "total_floor_area_m2": 100]),
    ]
    for (rule, values) in cases {
      let found = try finding(rule, values)
      #expect(found.verdict == .unknown && found.numerator == nil && found.value == nil, "\(rule)")
      #expect(found.reasons.contains { $0.isContradiction }, "\(rule)")
      #expect(found.impossibility(judge.standard) != nil)
      // A value that is given beside such items is not judged either.
      let given = try beside(rule, "50", values)
      #expect(given.verdict == .unknown && !given.isGivenValueJudged, "\(rule)")
    }
    let found = try finding("F-4", ["social_work_room": 11, "communities": 10])
    #expect(
      texts(found, .chinese) == [
        "社区社会工作室为 11，大于其所属的城乡社区数 10，不予判定"
      ])
    // That a village has what the rule counts of urban communities is no matter.
    let village = try finding(
      "T1-1a", ["urban_information_platform": 1, "urban_communities": 0],
      about: .community("330199001201"))
    #expect(village.reasons.allSatisfy { !$0.isContradiction })
  }
}
