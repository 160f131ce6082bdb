import ServiceCircles
import ServiceCirclesIO
import Synchronization

/// Shows the progress of a run: notes about what was read, then a bar for every stage.
final class RunProgress: Sendable {
  private struct Stage {
    var name: String
    var bar: Progress
  }

  private let isQuiet: Bool
  private let stage = Mutex<Stage?>(nil)

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  /// Shows the progress of an assessment with a report; may be called from any task.
  func note(_ progress: ReportStore.Progress) {
    switch progress {
    case .reading(let reading): note(reading)
    case .assessing(.searching(let done, let total)): update("searching", done, of: total)
    case .assessing(.assessing(let done, let total)): update("assessing", done, of: total)
    case .assessing(.drawing(let done, let total)): update("drawing", done, of: total)
    }
  }

  /// Shows the progress of reading.
  func note(_ reading: ReadingProgress) {
    switch reading {
    case .reading("streets", let file): say("command.reading_streets", ["file": file])
    case .reading: break
    case .remarked(let issue): if !isQuiet { IssueLines.report(issue) }
    case .read(let communities, let residences, let facilities, let hasStreets):
      say(
        "command.inputs_read",
        [
          "communities": "\(communities)", "residences": "\(residences)",
          "facilities": "\(facilities)",
        ])
      if !hasStreets { say("command.straight_lines") }
    }
  }

  /// Shows the progress of a check.
  func note(_ progress: ProjectCheck.Progress) {
    switch progress {
    case .searching(let done, let total): update("searching", done, of: total)
    case .judging(let done, let total): update("judging", done, of: total)
    }
  }

  /// Completes the last bar.
  func finish() {
    stage.withLock { stage in
      stage?.bar.finish()
      stage = nil
    }
  }

  private func say(_ key: String, _ values: [String: String] = [:]) {
    if !isQuiet { Interface.note(Interface.text(key, values)) }
  }

  private func update(_ name: String, _ done: Int, of total: Int) {
    stage.withLock { stage in
      if stage?.name != name {
        stage?.bar.finish()
        stage = Stage(name: name, bar: Progress(total: total, isQuiet: isQuiet))
      }
      stage?.bar.update(done, of: total)
    }
  }
}
