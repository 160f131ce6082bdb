import ServiceCircles

extension ReportError {
  /// What went wrong and what to do, for people.
  public var message: Message {
    if let place { return place }
    let key =
      switch kind {
      case .alreadyExists: "report.already_exists"
      case .cannotCreate: "report.cannot_create"
      case .unknownSRID: "report.unknown_plane"
      case .invalidRow: "report.invalid_row"
      case .diskFull: "report.disk_full"
      case .cannotWrite, .isOver: "report.write_failed"
      case .outOfMemory: "file.out_of_memory"
      case .isInput: "report.is_input"
      case .isForeign: "report.is_foreign"
      }
    return Message(key, ["file": path, "reason": detail])
  }
}
