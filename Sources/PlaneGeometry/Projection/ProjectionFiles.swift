import CProjectionFiles

/// The files that PROJ opens: those that are installed with it, and none that the definition of a reference system
/// names by a path.
package enum ProjectionFiles {
  /// Lets a context open no other files; whether that could be done.
  static func guardContext(_ context: OpaquePointer) -> Bool {
    projection_files_guard(context) != 0
  }

  /// How many files of others guarded contexts were asked for on this thread. Where a definition adds to it, what the
  /// definition means is not known.
  package static var refusals: UInt32 { projection_files_refused() }

  /// Whether a path names a file in a folder of PROJ's own.
  package static func isOfProjection(_ path: String) -> Bool {
    projection_files_is_of_proj(path) != 0
  }
}
