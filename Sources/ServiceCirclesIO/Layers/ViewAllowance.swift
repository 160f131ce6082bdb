import CGDAL
import Foundation

/// How much a view of a database may give, by the size of the file.
///
/// A table gives what it holds; a view that joins tables without a condition gives their product, and one that
/// repeats a text gives it for every record. A view that only arranges what there is stays far below these limits.
struct ViewAllowance {
  /// A record takes at least so many bytes of a file.
  static let leastRecordBytes = 32
  /// Small files may hold views that count something up.
  static let leastRecords = 100_000
  /// How many times the content of the file may be given.
  static let mostCopies = 4
  static let leastBytes = 64 << 20

  /// How many more records it may give.
  private(set) var records: Int
  private var bytes: Int

  /// What views of a file of this size may give.
  init(fileBytes: Int) {
    records = max(ViewAllowance.leastRecords, fileBytes / ViewAllowance.leastRecordBytes)
    let (copies, isTooMuch) = fileBytes.multipliedReportingOverflow(by: ViewAllowance.mostCopies)
    bytes = isTooMuch ? .max : max(ViewAllowance.leastBytes, copies)
  }

  /// Counts a record; false where it is too much.
  mutating func take(_ feature: OGRFeatureH) -> Bool {
    records -= 1
    bytes -= ViewAllowance.size(of: feature)
    return records >= 0 && bytes >= 0
  }

  /// How many bytes the texts and the geometry of a record have, about.
  private static func size(of feature: OGRFeatureH) -> Int {
    var size = OGR_F_GetGeometryRef(feature).map { Int(OGR_G_WkbSize($0)) } ?? 0
    for field in 0..<OGR_F_GetFieldCount(feature) {
      let type = OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, field))
      guard type == OFTString || type == OFTBinary, OGR_F_IsFieldSetAndNotNull(feature, field) != 0
      else { continue }
      var count: Int32 = 0
      if type == OFTString {
        size += OGR_F_GetFieldAsString(feature, field).map { strlen($0) } ?? 0
      } else if OGR_F_GetFieldAsBinary(feature, field, &count) != nil {
        size += Int(count)
      }
    }
    return size
  }
}
