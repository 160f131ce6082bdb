import ServiceCircles

extension ReportError {
  /// What went wrong and what to do, for people.
  public var message: Message {
    if let place { return place }
    let key =
      switch kind {
      case .alreadyExists: "file.output_exists"
      case .cannotCreate: "report.cannot_create"
      case .unknownSRID: "report.unknown_plane"
      case .invalidRow: "report.invalid_row"
      case .diskFull: "report.disk_full"
      case .cannotWrite, .isOver: "report.write_failed"
      case .outOfMemory: "file.out_of_memory"
      case .isInput: "file.output_is_input"
      case .isForeign: "file.output_is_foreign"
      }
    return Message(key, ["file": path, "reason": detail, "input": detail, "content": detail])
  }
}
