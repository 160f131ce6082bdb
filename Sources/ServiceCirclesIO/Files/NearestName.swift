/// Finds what somebody may have meant.
enum NearestName {
  /// The name nearest to `name`, of those that differ in a third of its letters or fewer (at least
  /// one); of equally near ones the first. Case does not count.
  ///
  /// - Complexity: O(total length of the names · length of the name).
  static func of(_ name: String, in names: [String]) -> String? {
    of(name, in: names, within: max(3, name.count) / 3)
  }

  /// The name nearest to `name`, of those that differ in at most so many letters.
  static func of(_ name: String, in names: [String], within limit: Int) -> String? {
    let wanted = Array(name.lowercased())
    var best: (distance: Int, name: String)?
    for candidate in names {
      let d = editDistance(wanted, Array(candidate.lowercased()))
      if d < best?.distance ?? limit + 1 { best = (d, candidate) }
    }
    return best?.name
  }

  /// The fewest insertions, deletions, replacements and swaps of neighbours that lead from one text
  /// to the other (optimal string alignment).
  static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var before = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var d = min(last[j + 1], row[j]) + 1
        d = min(d, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { d = min(d, before[j - 1] + 1) }
        row.append(d)
      }
      before = last
      last = row
    }
    return last[b.count]
  }
}
