import CPROJ

/// One PROJ context: what lets a transformation be used on one thread at a time.
///
/// Quiet: messages go into the errors that are thrown, not to standard error.
final class ProjectionContext {
  let pointer: OpaquePointer

  init() throws(GeometryError) {
    guard let pointer = proj_context_create() else {
      throw .projectionUnavailable(reason: "no context")
    }
    guard ProjectionFiles.guardContext(pointer) else {
      proj_context_destroy(pointer)
      throw .projectionUnavailable(reason: "no rule for its files")
    }
    self.pointer = pointer
    proj_log_level(pointer, PJ_LOG_NONE)
    // Grids are those that are installed: a result must not depend on who can be reached.
    proj_context_set_enable_network(pointer, 0)
  }

  deinit { proj_context_destroy(pointer) }

  /// What PROJ last complained about.
  var lastError: String {
    let number = proj_context_errno(pointer)
    guard number != 0, let text = proj_context_errno_string(pointer, number) else {
      return "unknown to PROJ"
    }
    return String(cString: text)
  }

  /// A coordinate reference system from its code or WKT.
  func crs(_ definition: String) throws(GeometryError) -> ProjectionObject {
    let refusals = ProjectionFiles.refusals
    let object = proj_create(pointer, definition)
    let owned = object.map { ProjectionObject(self, $0) }
    try checkFiles(refusals, definition)
    guard let owned, let object else {
      throw .unusableCRS(crs: short(definition), reason: lastError)
    }
    guard proj_is_crs(object) != 0 else {
      throw .unusableCRS(
        crs: short(definition), reason: "it is not a coordinate reference system")
    }
    return owned
  }

  /// The transformation between two systems, both with x = east or longitude first.
  ///
  /// Creating one costs 1–16 ms: keep it.
  func transformation(
    from source: String, to target: String
  ) throws(GeometryError) -> ProjectionObject {
    let (a, b) = (try crs(source), try crs(target))
    let refusals = ProjectionFiles.refusals
    let raw = proj_create_crs_to_crs_from_pj(pointer, a.pointer, b.pointer, nil, nil)
    let plain = raw.map { ProjectionObject(self, $0) }
    // Without the file there may be another way, to other places.
    try checkFiles(refusals, source)
    guard let plain else {
      throw .unusableCRS(crs: short(source), reason: "no way to \(short(target)): \(lastError)")
    }
    // Projected CGCS2000 systems list northing first and EPSG:4326 latitude first.
    guard let normalised = proj_normalize_for_visualization(pointer, plain.pointer) else {
      throw .unusableCRS(crs: short(source), reason: lastError)
    }
    return ProjectionObject(self, normalised)
  }

  /// Looks that no file of others was asked for since.
  private func checkFiles(_ refusals: UInt32, _ definition: String) throws(GeometryError) {
    guard ProjectionFiles.refusals == refusals else {
      throw .unusableCRS(
        crs: short(definition), reason: "it names a file that is not installed with PROJ")
    }
  }

  private func short(_ definition: String) -> String {
    definition.count <= 80 ? definition : definition.prefix(77) + "…"
  }
}

/// A PROJ object, destroyed with its owner and never after its context.
final class ProjectionObject {
  let pointer: OpaquePointer
  private let context: ProjectionContext

  init(_ context: ProjectionContext, _ pointer: OpaquePointer) {
    self.context = context
    self.pointer = pointer
  }

  deinit { proj_destroy(pointer) }

  /// What kind of object it is.
  var type: PJ_TYPE { proj_get_type(pointer) }
}
