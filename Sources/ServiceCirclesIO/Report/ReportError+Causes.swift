import Foundation
import GRDB
import ServiceCircles

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
        case .SQLITE_NOMEM: .outOfMemory
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
    let message = layerError.message
    func about(_ kind: Kind) -> ReportError {
      ReportError(path: path, kind: kind, detail: message.text(in: .english), place: message)
    }
    switch layerError.reason {
    case .outputIsInput: self = about(.isInput)
    case .outputExists: self = about(.alreadyExists)
    case .outputIsForeign, .companionExists: self = about(.isForeign)
    case .cannotCreate(let words): self.init(path: path, kind: .cannotCreate, detail: words)
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
