import CGDAL
import Foundation
import PlaneGeometry

/// A dataset of GDAL, closed with its last owner.
final class GDALDataset {
  let handle: GDALDatasetH
  /// Whether the file had an address in it, when it was opened, that was not followed.
  let refersToNetwork: Bool
  /// How many files of others PROJ had been asked for before the file was opened.
  private let refusals: UInt32
  /// What was said of the feature that was read last.
  let notes = ParsingNotes()
  /// What stops it where it takes too long; nil where it is no database.
  private let clock: ReadingClock?
  /// The database that is read; nil where it is none, or in an archive.
  private let database: DatabaseInput?
  /// What has to be there as long as this.
  private let kept: AnyObject?
  /// The file as it was before it was opened.
  private let state: InputState
  /// How much its layer may give; nil where it gives what it holds.
  private var allowance: ViewAllowance?
  /// Whether the layer's records are computed, and the time for all of them is limited.
  private var isComputed = false
  /// Whether a feature was read.
  private var hasRead = false

  /// Opens a file by one of some formats. Every file is opened through this door.
  ///
  /// - Throws: ``LayerError`` of the reasons tookTooLong, outOfMemory and cannotOpen.
  init(
    _ path: String, drivers: [String], options: [String] = [], shownAs name: String,
    clock: ReadingClock? = nil, database: DatabaseInput? = nil, keeping: AnyObject? = nil
  ) throws(LayerError) {
    kept = keeping
    self.clock = clock
    self.database = database
    state = InputState(path)
    // Otherwise the file may be written to, and something put beside it, by who only reads.
    let options = options + (database == nil ? [] : ["IMMUTABLE=YES"])
    refusals = ProjectionFiles.refusals
    let note = NetworkDoors.Note()
    func open() -> GDALDatasetH? {
      NetworkDoors.noting(in: note) {
        GDALLibrary.with(LayerFormats.settings) {
          GDALLibrary.withList(drivers) { drivers in
            GDALLibrary.withList(options) { circles_open_vector(path, drivers, $0) }
          }
        }
      }
    }
    // PROJ keeps its own database open, which is none of this file's connections.
    if clock != nil { GeographicTransformation.openDefinitions() }
    let dataset: GDALDatasetH? = if let clock { clock.watching(open) } else { open() }
    refersToNetwork = note.saysSomething
    guard let dataset, clock?.hasStopped != true else {
      if let dataset { GDALClose(dataset) }
      if let clock, clock.hasStopped {
        throw LayerError(.tookTooLong(seconds: clock.seconds), file: name)
      }
      if GDALLibrary.isMemoryAtFault { throw LayerError(.outOfMemory, file: name) }
      throw LayerError(.cannotOpen(GDALDataset.reason(path)), file: name)
    }
    handle = dataset
    // Where somebody else's opening of a file has come between, the connection is not watched yet.
    if let clock, let connection = GDALGetInternalHandle(dataset, "SQLITE_HANDLE") {
      clock.watch(OpaquePointer(connection))
    }
  }

  /// Whether the file has an address or a path in it that was not followed, as far as this thread has read it:
  /// what stands there is not known.
  var refersElsewhere: Bool { refersToNetwork || ProjectionFiles.refusals != refusals }

  deinit { GDALLibrary.quietly { GDALClose(handle) } }

  /// Why GDAL did not open a file. Of one without bytes it says only that it does not know it.
  private static func reason(_ path: String) -> String {
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    return size == 0 ? "it is empty" : GDALLibrary.complaint
  }

  /// Limits what is read of a layer.
  ///
  /// - Parameters:
  ///   - allowance: How much it may give; nil where it gives what it holds.
  ///   - isComputed: Whether the time for all records is limited.
  func limit(to allowance: ViewAllowance?, isComputed: Bool) {
    self.allowance = allowance
    self.isComputed = isComputed
  }

  /// What a layer of a database holds that GDAL would give otherwise; nil where the file is none.
  func cells(of opened: OpenedLayer) -> DatabaseCells? {
    guard let clock, let connection = GDALGetInternalHandle(handle, "SQLITE_HANDLE") else {
      return nil
    }
    return DatabaseCells(opened, on: OpaquePointer(connection)) { step in
      clock.waiting(inAll: isComputed, step)
    }
  }

  /// Looks whether something was stopped since the dataset was opened.
  ///
  /// - Throws: ``LayerError`` of the reason tookTooLong.
  func checkTime(_ source: LayerSource, _ name: String?) throws(LayerError) {
    guard let clock, clock.hasStopped else { return }
    throw LayerError(.tookTooLong(seconds: clock.seconds), file: source.shownPath, layer: name)
  }

  /// The next feature of a layer; nil at the end.
  ///
  /// - Throws: ``LayerError`` of the reasons readFailed, damaged, badFilter, changed, outOfMemory, tookTooLong
  ///   and viewIsTooLarge where there is more.
  func next(_ layer: OGRLayerH, _ source: LayerSource, _ name: String) throws(LayerError)
    -> OGRFeatureH?
  {
    func step() -> OGRFeatureH? { notes.taking { OGR_L_GetNextFeature(layer) } }
    let feature: OGRFeatureH? =
      if let clock { clock.waiting(inAll: isComputed, step) } else { step() }
    if let feature {
      if allowance?.take(feature) == false {
        OGR_F_Destroy(feature)
        throw LayerError(.viewIsTooLarge, file: source.shownPath, layer: name)
      }
      hasRead = true
      return feature
    }
    try checkTime(source, name)
    if state.hasChanged { throw LayerError(.changed, file: source.shownPath, layer: name) }
    guard GDALLibrary.hasFailed else { return nil }
    throw LayerError(failure(of: layer, source), file: source.shownPath, layer: name)
  }

  /// What the last failure means.
  private func failure(of layer: OGRLayerH, _ source: LayerSource) -> LayerError.Reason {
    let complaint = GDALLibrary.complaint
    if GDALLibrary.isMemoryAtFault { return .outOfMemory }
    if GDALLibrary.isDiskAtFault { return .readFailed(complaint) }
    // A database refuses a condition only when it is asked for the first record.
    if let filter = source.filter, !hasRead, isReadable(layer) {
      return .badFilter(filter, origin: source.filterOrigin, reason: complaint)
    }
    return .damaged(complaint)
  }

  /// Whether a layer gives a record without its condition.
  private func isReadable(_ layer: OGRLayerH) -> Bool {
    OGR_L_SetAttributeFilter(layer, nil)
    OGR_L_ResetReading(layer)
    guard let feature = OGR_L_GetNextFeature(layer) else { return false }
    OGR_F_Destroy(feature)
    return true
  }
}
