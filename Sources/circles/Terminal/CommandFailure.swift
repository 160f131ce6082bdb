import Foundation
import PlaneGeometry
import ServiceCircles
import ServiceCirclesIO
import Streets

/// Why a command ended without its result: one line for people and an exit code.
struct CommandFailure: Error {
  /// Exit codes, as `sysexits.h` numbers them.
  enum Code: Int32 {
    case usage = 64
    case badData = 65
    case noInput = 66
    case software = 70
    case cannotCreate = 73
    case inputOutput = 74
    /// What a shell reports of a program that wrote to a pipe without a reader.
    case nobodyReads = 141

    init(_ category: LayerError.Category) {
      self =
        switch category {
        case .badData: .badData
        case .noInput: .noInput
        case .cannotCreate: .cannotCreate
        case .inputOutput: .inputOutput
        case .usage: .usage
        case .memory: .software
        }
    }
  }

  let code: Code
  let message: Message

  init(_ code: Code, _ key: String, _ values: [String: String] = [:]) {
    self.code = code
    message = Message(key, values)
  }

  private init(_ code: Code, message: Message) {
    self.code = code
    self.message = message
  }

  /// The failure that an error of the libraries causes.
  init(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as OSMFileError:
      let code: Code =
        switch error.kind {
        case .cannotOpen: .noInput
        case .outOfMemory, .internal: .software
        case .changed: .inputOutput
        default: .badData
        }
      self.init(code, message: error.message)
    case let error as LayerError:
      let code = error.reason == .nobodyReads ? .nobodyReads : Code(error.category)
      self.init(code, message: error.message)
    case let error as YAMLFileError:
      self.init(error.isMissingFile ? .noInput : .badData, message: error.message)
    case let error as ExtentError: self.init(.badData, message: error.message)
    case let error as AssessmentError: self.init(.badData, message: error.message)
    case let error as ReportError: self.init(Code(error.category), message: error.message)
    case let error as GeometryError where error.isOutOfMemory:
      self.init(.software, "command.out_of_memory")
    // Out of memory, PROJ reports an unusable CRS: it could not load its register.
    case GeometryError.unusableCRS where Crashes.isMemoryShort():
      self.init(.software, "command.out_of_memory")
    case let error as GeometryError:
      self.init(.badData, "command.geometry_error", ["reason": error.description])
    case let error as StreetNetworkError:
      self.init(.badData, "command.network_error", ["reason": "\(error)"])
    default:
      self.init(.software, "command.internal_error", ["reason": "\(error)"])
    }
  }
}
