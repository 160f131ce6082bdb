extension LikelySystems {
  /// The systems that numbers in China may be in of which nobody says it, by how large they are; the likeliest first,
  /// none where no usual system has such numbers.
  ///
  /// - Parameters:
  ///   - x: East or longitude of the middle of a layer.
  ///   - y: North or latitude.
  package static func unstated(x: Double, y: Double) -> [String] {
    let datum = ChineseDatum.cgcs2000
    var srids: [Int?] = []
    if abs(x) <= 180, abs(y) <= 90 {
      srids = [4490, 4326]
    } else if (0...10_000_000).contains(y) {
      if (100_000..<1_000_000).contains(x) {
        // Nothing tells which zone it is: those of Zhejiang.
        srids = [40, 39, 41].map { datum.system3($0, isPrefixed: false) }
      } else if (13_000_000..<46_000_000).contains(x) {
        srids = [datum.prefixed(Int(x / 1_000_000))]
        // The eastern third of China has the same numbers in metres of web maps.
        if x <= 15_100_000 { srids.insert(3857, at: 0) }
      } else if (8_000_000..<13_000_000).contains(x) {
        srids = [3857]
      }
    }
    return srids.compactMap { $0.map { "EPSG:\($0)" } }
  }
}
