import Foundation
import ServiceCircles

/// Why a layer could not be read or written as a whole; single bad records are `RecordIssue`s.
public struct LayerError: Error, Hashable, Sendable {
  /// What went wrong, with what is needed to say what to do.
  public enum Reason: Hashable, Sendable {
    /// No file of that name.
    case notFound
    /// It is a pipe or a device, not a file.
    case notAFile
    /// It is a database, and connecting was not allowed.
    case needsNetwork
    /// It is an address that is not read.
    case unknownAddress
    /// A database holds what could read other files or run for ever: what it is.
    case unsafeSchema(String)
    /// Nothing came for so many seconds, or too little for the time it took; without a layer it is about opening
    /// the file.
    case tookTooLong(seconds: Int)
    /// A view gives more than its file has room for.
    case viewIsTooLarge
    /// A database in an archive is too large to be looked into before it is read.
    case archivedDatabaseIsTooLarge
    /// The file has more megabytes than one of its kind may have.
    case fileIsTooLarge(megabytes: Int)
    /// It is a folder where a file is read.
    case isFolder
    /// What is packed in the file is more than so many times as large as the file.
    case archiveIsTooLarge(mostTimes: Int)
    /// The shapes of a file have many times as many points as the file has bytes.
    case shapesAreTooLarge
    /// The file is of no known format, or damaged; the reader's own words.
    case cannotOpen(String)
    /// The file has no layer of that name.
    case unknownLayer(available: [String])
    /// The file has several layers with geometry and none was named.
    case severalLayers([String])
    /// A column is missing; the nearest name there is, and all of them.
    case missingColumn(String, nearest: String?, available: [String])
    /// A column of which something is read is there twice, by that name.
    case repeatedColumn(String)
    /// The table of a shapefile has texts of more than 255 bytes, behind which other programs read other values.
    case longTexts
    /// A value of a file of JSON would be read as something else, and it is not known whose it is: features have no
    /// properties, or numbers that are there twice.
    case unclearFeature(column: String, value: String)
    /// An object of a file of JSON has a name twice.
    case repeatedMember(String)
    /// A file of JSON has comments, single quotes, words or NULs, which readers take in different ways.
    case notJSON
    /// A column of a view holds values of several types, of which only one would be read: the first of another.
    case viewOfSeveralTypes(column: String, value: String)
    /// A column of a table holds values of several types, and the table's records have no numbers that tell them
    /// apart: the first value of another type.
    case unnumberedRecords(column: String, value: String)
    /// Ids of communities are numbers that a spreadsheet has rounded: the first, and how many.
    case lostDigits(column: String, example: String, count: Int)
    /// More than half of the communities cover the same ground as others: an id, and that of the other.
    case overlapping(Int, of: Int, id: String, other: String)
    /// More than half of the places of a role have the outlines of communities.
    case communitiesAgain(String, Int, of: Int)
    /// The code of a region is one of another level than the record says.
    case codeOfOtherLevel(code: String, level: PlanLevel, own: PlanLevel, row: Int)
    /// A geometry says that it is in another coordinate reference system than the layer: the numbers of both.
    case otherSystem(own: String, layer: String)
    /// That line of a text holds a byte of 0, at which a text ends.
    case zeroByte(line: Int)
    /// The layer does not say which coordinate reference system it is in: those that have such numbers.
    case missingCRS(likely: [String])
    /// The layer is in a datum from which no public way leads to WGS 84, and does not say its own.
    case legacyDatum(String)
    /// The coordinate reference system cannot be brought into the working plane.
    case unusableCRS(crs: String, reason: String)
    /// The file could not be read to its end.
    case readFailed(String)
    /// The file is damaged: what was read cannot be understood; the reader's own words.
    case damaged(String)
    /// Somebody has written to the file while it was read.
    case changed
    /// A database that has a journal could not be copied to that folder, where it is read; the system's words.
    case cannotCopy(to: String, String)
    /// The file cannot be opened for reading.
    case cannotRead(String)
    /// The output's ending names no known format.
    case unknownEnding(available: [String])
    /// The output cannot be created: no such folder, no permission, a folder of that name.
    case cannotCreate(String)
    /// The output would take the place of an input or of what belongs to one, or stand in one: which.
    case outputIsInput(String)
    /// The output is there and was not to be replaced.
    case outputExists
    /// What stands at the output's place is no output of its kind: what it is.
    case outputIsForeign(Message)
    /// A file that would belong to the output stands there and belongs to something else: its path.
    case companionExists(String)
    /// Writing failed, as on a full disk.
    case writeFailed(String)
    /// The condition on its records cannot be understood: where it stands, and the reader's own words.
    case badFilter(String, origin: String?, reason: String)
    /// A condition compares by LIKE with something that is not written out: where the condition stands.
    case patternIsNoText(origin: String?)
    /// A condition compares long texts by LIKE with several `%`, which would not end: where it stands.
    case tooManySteps(origin: String?)
    /// No record can be used; what is wrong with the first.
    case noUsableRecord(RecordIssue?)
    /// More than half of the records cannot be used; what is wrong with most of them.
    case tooManyLost(Int, of: Int, reason: Message?)
    /// The layer is given for two roles of which it can be one only.
    case twoRoles(String, String)
    /// A quote is opened in that line and not closed, or stands where none may stand.
    case openQuote(line: Int)
    /// No community belongs to the region of that name or code.
    case noSuchRegion(String)
    /// Several regions have the name.
    case severalRegions(String, codes: [String])
    /// A role has no layer, and there is no OpenStreetMap file to take it from.
    case roleNeedsStreets(String)
    /// No object of an OpenStreetMap file is tagged as a facility of the plan.
    case noTaggedFacility
    /// No column says of what kind facilities are; the nearest name there is, and all of them.
    case noKindColumn(nearest: String?, available: [String])
    /// No column is one that the rules ask for.
    case noItemColumn(available: [String])
    /// There was not enough memory to read or write it.
    case outOfMemory
    /// Whoever read standard output has gone.
    case nobodyReads
  }

  /// What kind of thing went wrong.
  public enum Category: Hashable, Sendable {
    /// The data is wrong.
    case badData
    /// The input is not there.
    case noInput
    /// The output cannot be created.
    case cannotCreate
    /// Reading or writing failed.
    case inputOutput
    /// The caller asked for what there is not.
    case usage
    /// There was not enough memory.
    case memory
  }

  /// What went wrong.
  public let reason: Reason
  /// The file.
  public let file: String
  /// The layer of the file, where known.
  public let layer: String?
  /// The feature, where it is about one.
  public let feature: String?

  /// An error of a file, a layer and perhaps a feature.
  init(_ reason: Reason, file: String, layer: String? = nil, feature: String? = nil) {
    self.reason = reason
    self.file = file
    self.layer = layer
    self.feature = feature
  }

  /// What a failed write means: of a file, or of standard output where the path is `-`.
  init(_ failure: ByteFile.Failure, writing path: String) {
    self.init(failure.number == EPIPE ? .nobodyReads : .writeFailed(failure.words), file: path)
  }

  /// Why a file could not be read as a whole, which may have so many bytes.
  init(_ file: String, reading failure: WholeFile.Failure, most: Int) {
    let reason: Reason =
      switch failure {
      case .tooLarge: .fileIsTooLarge(megabytes: most >> 20)
      case .folder: .isFolder
      case .changed: .changed
      case .system(let failure): .cannotRead(failure.words)
      }
    self.init(reason, file: file)
  }

  /// What kind of thing went wrong.
  public var category: Category {
    switch reason {
    case .notFound, .isFolder: .noInput
    case .needsNetwork, .unknownAddress: .usage
    case .notAFile, .unsafeSchema, .tookTooLong, .tooManyLost, .viewIsTooLarge,
      .archivedDatabaseIsTooLarge, .fileIsTooLarge, .archiveIsTooLarge, .shapesAreTooLarge:
      .badData
    case .cannotOpen, .unknownLayer, .severalLayers, .missingColumn, .missingCRS, .unusableCRS,
      .legacyDatum,
      .damaged, .badFilter, .patternIsNoText, .tooManySteps, .noUsableRecord, .noSuchRegion,
      .severalRegions,
      .roleNeedsStreets, .noTaggedFacility, .noKindColumn, .noItemColumn, .twoRoles, .openQuote:
      .badData
    case .readFailed, .cannotRead, .changed, .cannotCopy, .writeFailed, .nobodyReads: .inputOutput
    case .cannotCreate, .outputIsInput, .outputExists, .outputIsForeign, .companionExists:
      .cannotCreate
    case .repeatedColumn, .repeatedMember, .notJSON, .viewOfSeveralTypes, .unnumberedRecords,
      .unclearFeature, .longTexts, .otherSystem, .zeroByte, .lostDigits,
      .overlapping, .communitiesAgain, .codeOfOtherLevel:
      .badData
    case .unknownEnding: .usage
    case .outOfMemory: .memory
    }
  }

  /// The reader's own words without the file at their front: the message begins with it.
  private func withoutFile(_ reason: String) -> String {
    for front in ["`\(file)' ", "'\(file)' ", "\"\(file)\" ", "\(file): "]
    where reason.hasPrefix(front) {
      return String(reason.dropFirst(front.count))
    }
    return reason
  }

  /// What went wrong and what to do, for people.
  public var message: Message {
    var values = ["file": file]
    if let layer { values["layer"] = layer }
    if let feature { values["feature"] = feature }
    switch reason {
    case .notFound: return Message("layer.not_found", values)
    case .notAFile: return Message("file.not_a_file", values)
    case .needsNetwork: return Message("layer.needs_network", values)
    case .unknownAddress: return Message("layer.unknown_address", values)
    case .unsafeSchema(let what):
      values["what"] = what
      return Message("layer.unsafe_schema", values)
    case .tookTooLong(let seconds):
      values["seconds"] = "\(seconds)"
      return Message(
        layer == nil ? "layer.opening_took_too_long" : "layer.took_too_long", values)
    case .viewIsTooLarge: return Message("layer.view_too_large", values)
    case .archivedDatabaseIsTooLarge:
      return Message("layer.archived_database_too_large", values)
    case .fileIsTooLarge(let megabytes):
      values["megabytes"] = "\(megabytes)"
      return Message("file.too_large", values)
    case .isFolder: return Message("file.folder", values)
    case .archiveIsTooLarge(let times):
      values["most"] = "\(times)"
      return Message("layer.archive_too_large", values)
    case .shapesAreTooLarge: return Message("layer.shapes_too_large", values)
    case .cannotOpen(let reason):
      values["reason"] = withoutFile(reason)
      return Message("layer.cannot_open", values)
    case .unknownLayer(let available):
      return Message("layer.unknown_layer", values, parts: ["available": .list(available)])
    case .severalLayers(let available):
      return Message("layer.several_layers", values, parts: ["available": .list(available)])
    case .missingColumn(let name, let nearest, let available):
      values["field"] = name
      if let nearest { values["nearest"] = nearest }
      return Message(
        nearest == nil ? "layer.missing_column" : "layer.missing_column_nearest", values,
        parts: ["available": .list(available)])
    case .notJSON: return Message("layer.not_json", values)
    case .repeatedMember(let name):
      values["field"] = name
      return Message("layer.repeated_member", values)
    case .repeatedColumn(let name):
      values["field"] = name
      return Message("layer.repeated_column", values)
    case .viewOfSeveralTypes(let column, let value):
      values["field"] = column
      values["value"] = value
      return Message("layer.view_of_several_types", values)
    case .longTexts: return Message("layer.long_texts", values)
    case .unclearFeature(let column, let value):
      values["field"] = column
      values["value"] = value
      return Message("layer.unclear_feature", values)
    case .unnumberedRecords(let column, let value):
      values["field"] = column
      values["value"] = value
      return Message("layer.unnumbered_records", values)
    case .otherSystem(let own, let system):
      values["own"] = own
      values["system"] = system
      return Message("layer.other_system", values)
    case .lostDigits(let column, let example, let count):
      values["field"] = column
      values["id"] = example
      values["count"] = "\(count)"
      return Message("layer.lost_digits", values)
    case .overlapping(let count, let all, let id, let other):
      values["count"] = "\(count)"
      values["all"] = "\(all)"
      values["id"] = id
      values["other"] = other
      return Message("layer.overlapping", values)
    case .communitiesAgain(let role, let count, let all):
      values["count"] = "\(count)"
      values["all"] = "\(all)"
      return Message(
        "layer.communities_again", values, parts: ["role": Message("role.\(role)")])
    case .codeOfOtherLevel(let code, let level, let own, let row):
      values["id"] = code
      values["row"] = "\(row)"
      return Message(
        "statistics.other_level", values,
        parts: [
          "level": Message("level.\(level.rawValue)"), "own": Message("level.\(own.rawValue)"),
        ])
    case .zeroByte(let line):
      values["line"] = "\(line)"
      return Message("layer.zero_byte", values)
    case .missingCRS(let likely):
      values["likely"] = likely.joined(separator: ", ")
      return Message(likely.isEmpty ? "layer.missing_crs" : "layer.missing_crs_likely", values)
    case .legacyDatum(let name):
      values["datum"] = name
      return Message("layer.legacy_datum", values)
    case .unusableCRS(let crs, let reason):
      values["crs"] = crs
      values["reason"] = reason
      return Message("layer.unusable_crs", values)
    case .readFailed(let reason):
      values["reason"] = withoutFile(reason)
      return Message("layer.read_failed", values)
    case .cannotRead(let reason):
      values["reason"] = reason
      return Message("file.cannot_read", values)
    case .changed: return Message("file.changed", values)
    case .cannotCopy(let folder, let reason):
      values["folder"] = folder
      values["reason"] = reason
      return Message("layer.cannot_copy", values)
    case .damaged(let reason):
      values["reason"] = withoutFile(reason)
      return Message("layer.damaged", values)
    case .unknownEnding(let available):
      return Message("layer.unknown_ending", values, parts: ["available": .list(available)])
    case .cannotCreate(let reason):
      values["reason"] = reason
      return Message("layer.cannot_create", values)
    case .outputIsInput(let input):
      values["input"] = input
      return Message("file.output_is_input", values)
    case .outputExists: return Message("file.output_exists", values)
    case .outputIsForeign(let content):
      return Message("file.output_is_foreign", values, parts: ["content": content])
    case .companionExists(let companion):
      values["companion"] = companion
      return Message("file.companion_exists", values)
    case .writeFailed(let reason):
      values["reason"] = reason
      return Message(file == "-" ? "layer.print_failed" : "layer.write_failed", values)
    case .badFilter(let filter, let origin, let reason):
      values["filter"] = filter.count > 200 ? filter.prefix(200) + "…" : filter
      values["reason"] = reason
      if let origin { values["origin"] = origin }
      return Message(origin == nil ? "layer.bad_filter" : "layer.bad_filter_at", values)
    case .patternIsNoText(let origin):
      values["origin"] = origin ?? file
      return Message("layer.pattern_is_no_text", values)
    case .tooManySteps(let origin):
      values["origin"] = origin ?? file
      return Message("layer.too_many_steps", values)
    case .noUsableRecord(let issue):
      guard let issue else { return Message("layer.no_record", values) }
      values["feature"] = issue.feature
      return Message(
        issue.feature.isEmpty ? "layer.none_usable" : "layer.no_usable_record", values,
        parts: ["reason": issue.problem])
    case .tooManyLost(let count, let all, let reason):
      values["count"] = "\(count)"
      values["all"] = "\(all)"
      return Message(
        "layer.too_many_lost", values, parts: ["reason": reason ?? Message("layer.no_reason")])
    case .severalRegions(let region, let codes):
      values["region"] = region
      values["codes"] = codes.joined(separator: ", ")
      return Message("layer.several_regions", values)
    case .noSuchRegion(let region):
      values["region"] = region
      return Message("layer.no_such_region", values)
    case .roleNeedsStreets(let role):
      return Message("layer.role_needs_streets", values, parts: ["role": Message("role.\(role)")])
    case .noTaggedFacility: return Message("layer.no_tagged_facility", values)
    case .noKindColumn(let nearest, let available):
      if let nearest { values["nearest"] = nearest }
      return Message(
        nearest == nil ? "layer.no_kind_column" : "layer.no_kind_column_nearest", values,
        parts: ["available": .list(available)])
    case .noItemColumn(let available):
      return Message("layer.no_item_column", values, parts: ["available": .list(available)])
    case .twoRoles(let first, let second):
      return Message(
        [first, second].contains("land") ? "layer.two_roles_of_land" : "layer.two_roles", values,
        parts: ["first": Message("role.\(first)"), "second": Message("role.\(second)")])
    case .openQuote(let line):
      values["line"] = "\(line)"
      return Message("layer.open_quote", values)
    case .outOfMemory: return Message("file.out_of_memory", values)
    case .nobodyReads: return Message("layer.nobody_reads", values)
    }
  }
}
