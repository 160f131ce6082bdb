import CProjectionFiles

/// The files that PROJ opens: those that are installed with it, and none that the definition of a reference system
/// names by a path.
package enum ProjectionFiles {
  /// How many files of others PROJ was asked for on this thread, by whichever library. Where a definition adds to
  /// it, what the definition means is not known.
  package static var refusals: UInt32 { projection_files_refused() }
}
