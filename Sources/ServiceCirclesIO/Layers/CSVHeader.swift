import CGDAL

/// The names of the columns as the first line of a CSV file has them; GDAL gives those that are there twice other
/// names.
enum CSVHeader {
  private static let delimiters = [",", ";", "\t", "|"]

  /// The names that a file has again; none where its first line cannot be read as so many columns.
  ///
  /// - Parameters:
  ///   - path: The file, in an archive or not.
  ///   - count: How many columns there are.
  static func repeatedNames(in path: String, count: Int) -> [String] {
    for delimiter in delimiters {
      let names = names(in: path, delimiter)
      if names.count == count { return names.repeated }
    }
    return []
  }

  private static func names(in path: String, _ delimiter: String) -> [String] {
    guard let file = VSIFOpenL(path, "rb") else { return [] }
    defer { _ = VSIFCloseL(file) }
    guard let list = circles_read_csv(file, delimiter) else { return [] }
    defer { CSLDestroy(list) }
    return (0..<Int(CSLCount(list))).map { field in
      list[field].map { String(cString: $0).trimmingBlanks } ?? ""
    }
  }
}

extension [String] {
  /// The texts that stand behind another one like them, but empty ones.
  fileprivate var repeated: [String] {
    var seen: Set<String> = [""]
    return filter { !seen.insert($0).inserted && !$0.isEmpty }
  }
}
