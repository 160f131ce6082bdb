import Foundation
import GRDB

extension ReportError {
  /// What an error of the database or of the file system means for a report.
  init(path: String, _ error: any Error) {
    switch error {
    case let error as ReportError: self = error
    case let error as DatabaseError:
      let words = error.message ?? "error \(error.extendedResultCode.rawValue)"
      let kind: Kind =
        switch error.resultCode {
        case .SQLITE_FULL: .diskFull
        case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG: .invalidRow
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY: .cannotCreate
        default: .cannotWrite
        }
      self.init(path: path, kind: kind, detail: words)
    default:
      let isFull = (error as? CocoaError)?.code == .fileWriteOutOfSpace
      self.init(
        path: path, kind: isFull ? .diskFull : .cannotWrite, detail: error.localizedDescription)
    }
  }

  /// What an error of the output file means for a report.
  init(path: String, layerError: LayerError) {
    switch layerError.reason {
    case .cannotCreate(let words): self.init(path: path, kind: .cannotCreate, detail: words)
    case .outputExists:
      self.init(
        path: path, kind: .alreadyExists, detail: "it exists and was not to be overwritten")
    case .outputIsForeign:
      self.init(path: path, kind: .isForeign, detail: "what stands there is no report")
    case .outputIsInput(let input): self.init(path: path, kind: .isInput, detail: input)
    case .writeFailed(let words): self.init(path: path, kind: .cannotWrite, detail: words)
    default: self.init(path: path, kind: .cannotWrite, detail: "\(layerError.reason)")
    }
  }

  /// One of SpatiaLite's functions did not succeed; it says no more than that.
  init(path: String, failed call: String) {
    self.init(path: path, kind: .cannotWrite, detail: "\(call) failed")
  }

  /// The database's register does not know the coordinate reference system.
  init(path: String, unknownSRID srid: Int) {
    self.init(path: path, kind: .unknownSRID, detail: "EPSG:\(srid) is not known")
  }
}
