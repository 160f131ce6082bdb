import ServiceCircles

/// Why a report could not be written.
public struct ReportError: Error, Hashable, Sendable {
  /// What went wrong.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A report of that name is there and was not to be overwritten.
    case alreadyExists
    /// The report cannot be created: no such folder, no permission, a folder of that name.
    case cannotCreate
    /// The working plane's EPSG code is not known to the database.
    case unknownSRID
    /// A row cannot be stored: its key is there already, or a coordinate is not a finite number.
    case invalidRow
    /// The disk is full.
    case diskFull
    /// Writing failed.
    case cannotWrite
    /// There was not enough memory to write it.
    case outOfMemory
    /// The report was finished or discarded before; a programmer's error.
    case isOver
    /// The report would take the place of a file that is read or of what belongs to one, or stand in one.
    case isInput
    /// What stands at the report's place is no report, or belongs to none.
    case isForeign
  }

  /// What kind of thing went wrong.
  public var category: LayerError.Category {
    switch kind {
    case .alreadyExists, .cannotCreate, .isInput, .isForeign: .cannotCreate
    case .unknownSRID, .invalidRow: .badData
    case .diskFull, .cannotWrite, .isOver: .inputOutput
    case .outOfMemory: .memory
    }
  }

  /// The report.
  public let path: String
  /// What went wrong.
  public let kind: Kind
  /// The particulars in English, with the database's own words.
  public let detail: String
  /// What people are told of the place, where that is what is wrong.
  let place: Message?

  /// An error of a file.
  init(path: String, kind: Kind, detail: String, place: Message? = nil) {
    self.path = path
    self.kind = kind
    self.detail = detail
    self.place = place
  }
}

extension ReportError: CustomStringConvertible {
  /// The error in one English line, for logs.
  public var description: String { "\(path): \(detail)" }
}
