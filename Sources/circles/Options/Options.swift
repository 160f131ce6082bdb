import ArgumentParser
import Foundation
import ServiceCircles
import ServiceCirclesIO
import Streets

/// Options shared by the commands that read layers.
struct CommonOptions: ParsableArguments {
  @Flag(help: Interface.help("help.quiet"))
  var quiet = false

  @Option(help: Interface.help("help.jobs", "n"))
  var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: Interface.help("help.accept_losses"))
  var acceptLosses = false

  @Flag(help: Interface.help("help.allow_network"))
  var allowNetwork = false

  /// Declared for `--help`; ``Interface/language`` reads it before parsing.
  @Option(help: Interface.help("help.language", "zh|en"))
  var language: Language?

  /// A layer given as an argument.
  func layer(_ argument: String) -> LayerSource {
    var source = LayerSource(argument: argument)
    source.allowsNetwork = allowNetwork
    return source
  }

  func validate() throws {
    guard (1...1024).contains(jobs) else { throw ValidationError(Interface.text("usage.jobs")) }
  }

  /// Writes a message to standard error, unless `--quiet`.
  func say(_ key: String, _ values: [String: String] = [:]) {
    say(Message(key, values))
  }

  /// Writes a message to standard error, unless `--quiet`.
  func say(_ message: Message) {
    if !quiet { Interface.note(Interface.text(message)) }
  }
}

/// Options that say how people travel.
struct TravelOptions: ParsableArguments {
  @Option(help: Interface.help("help.mode", "walk|cycle"))
  var mode: ModeName = .walk

  @Option(help: Interface.help("help.speed", "km/h"))
  var speed: Double?

  @Option(help: Interface.help("help.access", "m"))
  var access: Double = 200

  @Option(help: Interface.help("help.detour", "factor"))
  var detour: Double = 1.3

  @Option(help: Interface.help("help.direction", "to|from"))
  var direction: Direction = .to

  @Option(help: Interface.help("help.barriers", "none"))
  var barriers: BarrierSource = .none

  enum ModeName: String, ExpressibleByArgument, CaseIterable {
    case walk, cycle
    var mode: Mode { self == .walk ? .walk : .cycle }
  }

  enum BarrierSource: String, ExpressibleByArgument, CaseIterable {
    case none
  }

  func validate() throws {
    if let speed, !(speed > 0 && speed <= 1000) {
      throw ValidationError(Interface.text("usage.speed"))
    }
    guard access > 0, access <= 100_000 else {
      throw ValidationError(Interface.text("usage.access"))
    }
    guard detour >= 1, detour <= 100 else { throw ValidationError(Interface.text("usage.detour")) }
  }

  /// The network for these options; `--speed` is the speed on access legs too.
  func travel(_ network: StreetNetwork, file: String) throws -> TravelNetwork {
    let travel = TravelNetwork(
      network,
      Travel(
        mode: mode.mode,
        speed: speed.map { .kilometresPerHour($0) } ?? mode.mode.defaultSpeed),
      detour: detour, reachMetres: access, direction: direction)
    guard travel.hasStreets else {
      throw AssessmentError.noStreets(file: file, mode: mode.mode)
    }
    return travel
  }
}

extension Direction: ExpressibleByArgument {}

/// A place given as `LON,LAT`.
struct LonLat: ExpressibleByArgument {
  let longitude: Double
  let latitude: Double

  init?(argument: String) {
    let parts = CommaList.numbers(of: argument)
    guard parts.count == 2, let longitude = parts[0], let latitude = parts[1], longitude.isFinite,
      latitude.isFinite
    else { return nil }
    (self.longitude, self.latitude) = (longitude, latitude)
  }

  /// Refuses what is not on Earth; hints at a swap where swapping would help.
  func check() throws {
    let isSwapped = abs(latitude) <= 180 && abs(longitude) <= 90
    let values = ["longitude": "\(longitude)", "latitude": "\(latitude)"]
    if abs(latitude) > 90 {
      throw ValidationError(
        Interface.text(isSwapped ? "usage.at_swapped" : "usage.at_latitude", values))
    }
    if abs(longitude) > 180 { throw ValidationError(Interface.text("usage.at_longitude", values)) }
  }
}

/// Numbers separated by commas, ASCII or full-width.
enum CommaList {
  /// One entry per part; nil where a part is not a number.
  static func numbers(of text: String) -> [Double?] {
    text.split(separator: /[,，]/, omittingEmptySubsequences: false)
      .map { Double($0.trimmingCharacters(in: .whitespaces)) }
  }
}

/// Minutes given as `5,10,15`, in any order; kept ascending, without repeats.
struct MinuteList: ExpressibleByArgument {
  /// Empty where some part is no number of minutes, see ``check()``.
  let values: [Double]

  static let maximumMinutes = 24.0 * 60

  init?(argument: String) {
    let parts = CommaList.numbers(of: argument)
    let values = parts.compactMap { $0 }.filter { $0 > 0 && $0 <= Self.maximumMinutes }
    self.values = values.count == parts.count ? Set(values).sorted() : []
  }

  /// Refuses what is no list of minutes.
  func check() throws {
    if values.isEmpty { throw ValidationError(Interface.text("usage.minute_list")) }
  }

  /// The minutes as searches take them.
  var times: [Milliseconds] { values.map { .minutes($0) } }

  /// The longest of these times.
  var longest: Milliseconds { times.last ?? Milliseconds(0) }
}
