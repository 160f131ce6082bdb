import ServiceCircles

/// What is odd about layers, or a run, as a whole.
enum RemarkText {
  /// How many remarks are listed.
  private static let most = 20

  /// A headline and a line for every remark; nothing without any.
  static func lines(of remarks: [RecordIssue]) -> [String] {
    if remarks.isEmpty { return [] }
    var lines = [Interface.text("assess.remarks_headline")]
    lines += remarks.prefix(most).map { remark in
      var texts = IssueLines.texts(of: remark)
      texts["role"] = Interface.text("role.\(remark.role)")
      return "  "
        + Interface.singleLine(
          Interface.text(
            remark.layer.isEmpty ? "assess.remark_of_run" : "assess.remark", texts))
    }
    if remarks.count > most {
      lines.append(
        "  " + Interface.text("assess.more_remarks", ["count": "\(remarks.count - most)"]))
    }
    return lines
  }
}
