// What an office asks of a new community, from a list that the program reads with its own YAML parser.
// swift run OtherVersions
import ServiceCircles
import Yams

let office = try YAMLDecoder().decode(
  [String: [String]].self, from: "rules: [N-1, N-2, N-3]")
let plan = RuleSet.zhejiang14thFiveYearPlan
for id in office["rules"] ?? [] {
  guard let rule = plan.rule(id) else { fatalError("the plan has no rule \(id)") }
  let figure = rule.threshold.map { "\($0.number) \(rule.unit?.english ?? "")" } ?? "no figure"
  print("\(rule.id) \(rule.name.english): \(figure)")
}
