import CGDAL

/// GDAL, registered once and kept quiet.
enum GDALLibrary {
  private static let registered: Void = {
    GDALAllRegister()
    // Otherwise a note of the length is put beside a compressed file that was read.
    CPLSetConfigOption("CPL_VSIL_GZIP_WRITE_PROPERTIES", "NO")
    NetworkDoors.close()
  }()

  /// Runs `body` with GDAL's formats registered and nothing printed to standard error.
  ///
  /// GDAL keeps its error handlers and its last error by thread, so the body must not suspend.
  static func quietly<Result, E: Error>(_ body: () throws(E) -> Result) throws(E) -> Result {
    registered
    CPLPushErrorHandler(CPLQuietErrorHandler)
    defer { CPLPopErrorHandler() }
    CPLErrorReset()
    return try body()
  }

  /// What GDAL last complained about, in one line.
  static var complaint: String {
    let text = CPLGetLastErrorMsg().map { String(cString: $0) } ?? ""
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.isEmpty ? "no reason given" : line
  }

  /// Whether something has failed since the last reset; warnings do not count.
  static var hasFailed: Bool { CPLGetLastErrorType().rawValue >= CE_Failure.rawValue }

  /// Whether the last failure was a lack of memory. What libraries of C++ throw then, GDAL's formats report by
  /// its name and as a failure like any other.
  static var isMemoryAtFault: Bool {
    CPLGetLastErrorNo() == CPLE_OutOfMemory || hasFailed && complaint.contains("bad_alloc")
  }

  /// Whether the last failure was one of reading or writing, not of what was read.
  static var isDiskAtFault: Bool { CPLGetLastErrorNo() == CPLE_FileIO }

  /// Calls `body` while settings hold on this thread.
  static func with<Result>(_ settings: [String: String], _ body: () -> Result) -> Result {
    let before = settings.keys.map { key in
      (key, CPLGetThreadLocalConfigOption(key, nil).map { String(cString: $0) })
    }
    for (key, value) in settings { CPLSetThreadLocalConfigOption(key, value) }
    defer { for (key, value) in before { CPLSetThreadLocalConfigOption(key, value) } }
    return body()
  }

  /// Calls `body` with a C list of texts (`NAME=value`).
  static func withList<Result>(
    _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Result
  ) -> Result {
    var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    for text in texts { list = CSLAddString(list, text) }
    defer { CSLDestroy(list) }
    return body(list)
  }
}
