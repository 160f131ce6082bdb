import ServiceCircles

/// The kinds of facilities in lines for people.
enum KindLines {
  static func text(of kinds: [KindDocument]) -> String {
    kinds.map(lines).joined(separator: "\n")
  }

  private static func lines(of kind: KindDocument) -> String {
    let isChinese = Interface.language == .chinese
    let comma = isChinese ? "、" : ", "
    let isCategory = !kind.kind.contains(".")
    let title = Interface.text(
      "kinds.title", ["kind": kind.kind, "name": isChinese ? kind.name_zh : kind.name_en])
    var lines = [isCategory ? title : "  " + title]
    func add(_ key: String, _ texts: [String], _ separator: String) {
      guard !texts.isEmpty else { return }
      lines.append("      " + Interface.text(key, ["list": texts.joined(separator: separator)]))
    }
    add("kinds.words", (isChinese ? [] : [kind.name_zh]) + kind.words, isChinese ? "、" : ", ")
    add("kinds.tags", kind.osm_tags, "; ")
    add("kinds.rules", kind.rules, comma)
    return lines.joined(separator: "\n")
  }
}
