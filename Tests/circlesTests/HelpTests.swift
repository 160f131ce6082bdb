import Foundation
import Testing

import ServiceCircles

@testable import circles

@Suite struct HelpTests {
  static let languages = ["en_US.UTF-8", "zh_CN.UTF-8"]

  /// Every option there is: one that comes or goes is a change of the contract.
  static let options: [String: [String]] = [
    "kinds": ["standard", "choose", "json", "language"],
    "assess": [
      "standard", "choose", "network", "communities", "community-id", "residences", "facilities",
      "land", "admin-level",
      "setting", "only", "circles", "overwrite", "output", "json", "quiet", "jobs", "accept-losses",
      "allow-network",
      "language",
    ],
    "circle": [
      "network", "at", "facilities", "minutes", "form", "tolerance", "output", "overwrite", "mode",
      "speed",
      "access", "detour", "direction", "barriers", "quiet", "jobs", "accept-losses",
      "allow-network", "language",
    ],
    "nearest": [
      "network", "facilities", "points", "minutes", "by", "output", "overwrite", "mode", "speed",
      "access",
      "detour", "direction", "barriers", "quiet", "jobs", "accept-losses", "allow-network",
      "language",
    ],
    "explain": [
      "network", "facilities", "at", "kind", "json", "output", "overwrite", "mode", "speed",
      "access", "detour",
      "direction", "barriers", "quiet", "jobs", "accept-losses", "allow-network", "language",
    ],
    "check": [
      "standard", "choose", "rules", "network", "facilities", "json", "output", "overwrite",
      "quiet",
      "jobs", "accept-losses", "allow-network", "language",
    ],
    "indicators": [
      "standard", "choose", "json", "quiet", "accept-losses", "allow-network", "language",
    ],
    "standards": [],
  ]

  private static func isChinese(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x4e00...0x9fff).contains($0.value) }
  }

  @Test(arguments: options.keys.sorted() + [""], languages)
  func helpIsWholeAndInTheLanguage(subcommand: String, language: String) throws {
    let scratch = try Scratch()
    let run = try scratch.run(
      subcommand.isEmpty ? ["--help"] : [subcommand, "--help"], language: language)
    #expect(run.code == 0 && run.errors == "")
    let isChinese = language.hasPrefix("zh")
    let descriptions = try #require(run.text.split(separator: isChinese ? "选项：" : "OPTIONS:").last)
    // Each begins with its name: `-o, --output <out>   Output by ending …`.
    let entries = "\n\(descriptions)".split(separator: /\n  (?=-)/).map(String.init)
      .filter { $0.hasPrefix("-") }
    let names = entries.compactMap { $0.firstMatch(of: /--([a-z-]+)/).map { String($0.1) } }
    #expect(
      names == (Self.options[subcommand] ?? []) + ["version", "help"], "in the order of the code")
    for entry in entries {
      #expect(Self.isChinese(entry) == isChinese, "\(entry)")
    }
    // Texts that are missing show their key, values that are missing their name in braces.
    #expect(
      !run.text.contains(/\b(help|usage|command|parser)\.[a-z_]+\b/) && !run.text.contains("{"))
    for word in ["OVERVIEW", "USAGE", "OPTIONS", "SUBCOMMANDS", "See '", "default:", "Show "] {
      #expect(!isChinese || !run.text.contains(word), "\(word)")
    }
    #expect(run.text.contains(isChinese ? "示例：circles " : "Example: circles "))
  }

  /// The example of the help does what it says.
  @Test(arguments: options.keys.sorted() + [""])
  func examplesRun(subcommand: String) throws {
    let scratch = try Scratch()
    let help = try scratch.run(subcommand.isEmpty ? ["--help"] : [subcommand, "--help"]).text
    let example = try #require(help.firstMatch(of: /Example: circles ((?:.|\n)+?)\n\n/)).1
    var town = Town(longitude: 7.42, latitude: 43.74)
    town.more = town.node(20, 4, 0, "amenity=clinic") + town.house(30, 2, 0.1, "building=house")
    try scratch.write(town.xml, to: "city.osm.pbf")
    try scratch.write(town.csv(("clinic", 4, 0, "MED.clinic")), to: "clinics.csv")
    try scratch.write(town.csv(("home", 2, 0, "")), to: "homes.csv")
    try scratch.write(
      """
      id,commercial_area_m2,service_area_m2,total_floor_area_m2,households,largest_centre_m2,\
      rooms_in_scheme,rooms_same_phase,rooms_accepted_on,main_accepted_on,rooms_handed_over_on,main_handed_over_on
      A,800,400,10000,1000,400,yes,yes,2025-01-01,2025-01-01,2025-02-01,2025-02-01

      """,
      to: "projects.csv")
    try scratch.write(
      "region,level,year,item,value\n33,province,2025,T2-5,16\n", to: "stats.csv")
    let before = scratch.contents
    let arguments = example.split(whereSeparator: \.isWhitespace).map(String.init)
    let run = try scratch.run(arguments)
    #expect(run.code == 0, "\(run.errors)")
    let output = arguments.firstIndex(of: "-o").map { [arguments[$0 + 1]] } ?? []
    #expect(scratch.contents == (before + output).sorted())
  }

  @Test func versionIsTheEngines() throws {
    let run = try Scratch().run("--version")
    #expect(run.code == 0 && run.text == EngineVersion.current + "\n")
  }

  @Test func languageIsTheEnvironmentsUnlessItIsGiven() throws {
    let scratch = try Scratch()
    #expect(try scratch.run("--help", language: "zh_CN.UTF-8").text.contains("谁能在多少分钟内"))
    #expect(try scratch.run("--help", language: "de_DE.UTF-8").text.contains("Who reaches"))
    let asked = try scratch.run("circle", "--help", "--language", "zh")
    #expect(asked.text.contains("绘制服务圈多边形"))
    let back = try scratch.run("circle", "--help", "--language=en", language: "zh_CN.UTF-8")
    #expect(back.text.contains("Draws service circles"))
  }

  static let mistakes = [
    "circle", "circle --network x", "circle --foo", "circle --network", "circle --netwrk x",
    "circle --network x --minutes 5 -o -", "circle --network x --at 1,2 --minutes 0 -o -",
    "circle --network x --at 1,2 --facilities f --minutes 5 -o -",
    "circle --network x --at 1;2 --minutes 5 -o -",
    "circle --network x --at 181,2 --minutes 5 -o -",
    "circle --network x --at nan,2 --minutes 5 -o -",
    "circle --network x --at 1,2 --minutes 5, -o -",
    "circle --network x --at 1,2 --minutes nan -o -",
    "circle --network x --at 1,2 --minutes 2000 -o -",
    "circle --network x --at 1,2 --minutes 5 -o - --form round",
    "circle --network x --at 1,2 --minutes 5 -o - --tolerance 0",
    "circle --network x --at 1,2 --minutes 5 -o - --speed 0",
    "circle --network x --at 1,2 --minutes 5 -o - --speed inf",
    "circle --network x --at 1,2 --minutes 5 -o - --access -1",
    "circle --network x --at 1,2 --minutes 5 -o - --detour 0.9",
    "circle --network x --at 1,2 --minutes 5 -o - --mode swim",
    "circle --network x --at 1,2 --minutes 5 -o - --direction up",
    "circle --network x --at 1,2 --minutes 5 -o - --barriers osm",
    "circle --network x --at 1,2 --minutes 5 -o - --jobs 0", "circle --quiet=yes",
    "nearest --network x --facilities y --points z --minutes 0 -o -",
    "nearest --network x --facilities y --points z --minutes 5 --by name -o -",
    "explain --network x --facilities y --at 1,2 --json -o -",
    "assess --network x -o -", "assess --network x -o y --admin-level 0",
    "assess --network x -o y --circles some", "assess --network x -o y --jobs 99999", "assess a b",
    "round", "round shapes", "--language", "circle --language fr",
  ]

  /// In Chinese, for then the parser's own words have to be found and replaced, too.
  @Test(arguments: mistakes) func mistakesEndWith64(line: String) throws {
    let scratch = try Scratch()
    let run = try scratch.run(
      line.split(separator: " ").map(String.init), language: "zh_CN.UTF-8")
    #expect(run.code == 64 && !run.isKilled)
    #expect(run.text == "" && scratch.contents.isEmpty)
    let first = try #require(run.errorLines.first)
    #expect(first.hasPrefix("错误：") && run.errors.contains("用法："))
    // Nothing in English but names, values and what is quoted.
    let words = first.split(separator: "可用：")[0]
      .replacing(/[“'].*?[”']|--[a-z-]+/, with: "").matches(of: /[A-Za-z]{4,}/)
    #expect(words.isEmpty, "\(first)")
  }

  /// What was probably meant is said.
  @Test(arguments: [
    ("report", "没有“report”命令；可用：assess、check、"),
    ("explain --network x --facilities y --at 30.25,120.17", "疑与经度写反；应先写经度：--at 120.17,30.25"),
    ("circle --network x --at 7.4,443.7 --minutes 5 -o -", "纬度 443.7 超出范围；应为度，先经度后纬度"),
    ("circle --network x --at 181,2 --minutes 5 -o -", "经度 181.0 超出范围"),
  ]) func theLikelyCauseIsSaid(line: String, words: String) throws {
    let run = try Scratch().run(
      line.split(separator: " ").map(String.init), language: "zh_CN.UTF-8")
    #expect(run.code == 64 && run.errorLines.first?.contains(words) == true, "\(run.errors)")
  }

  @Test func commasOfAChineseKeyboardAreCommas() throws {
    let run = try Scratch().run(
      "circle", "--network", Monaco.network, "--at", "7.4197，43.7312", "--minutes", "5， 10", "-o",
      "-", "--quiet")
    #expect(run.code == 0 && run.text.contains("FeatureCollection"), "\(run.errors)")
  }

  @Test func mistakesInEnglish() throws {
    let scratch = try Scratch()
    let run = try scratch.run(
      "circle", "--network", "x", "--at", "1;2", "--minutes", "5", "-o", "-")
    #expect(
      run.errors == """
        Error: The value '1;2' is invalid for '--at <lon,lat>'
        Help:  --at <lon,lat>  A place in degrees.
        Usage: circles circle [<options>] --network <file> --minutes <5,10,15> --output <out>
          See 'circles circle --help' for more information.

        """)
    // A place in the west is a place, not an option.
    let west = try scratch.run(
      "circle", "--network", "x", "--at", "-15.4,28.1", "--minutes", "5", "-o", "-")
    #expect(!west.errors.contains("--at"), "\(west.errors)")
    let own = try scratch.run("circle", "--network", "x", "--minutes", "5", "-o", "-")
    #expect(own.code == 64 && own.errors.hasPrefix("Error: give either --at or --facilities\n"))
  }
}
