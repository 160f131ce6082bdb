import CGEOS

/// One GEOS context: what lets its functions be used on one thread at a time.
///
/// Quiet: GEOS's words are kept for the error that is thrown, not printed.
final class GEOSContext {
  let handle: OpaquePointer
  private var complaint: String?

  init() {
    guard let handle = GEOS_init_r() else { preconditionFailure("out of memory") }
    self.handle = handle
    GEOSContext_setErrorMessageHandler_r(
      handle,
      { message, box in
        guard let message, let box else { return }
        Unmanaged<GEOSContext>.fromOpaque(box).takeUnretainedValue().complaint =
          String(cString: message)
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit { GEOS_finish_r(handle) }

  /// The error of a call that has just failed.
  func failure(of operation: String) -> GeometryError {
    defer { complaint = nil }
    return .operationFailed(operation: operation, reason: complaint ?? "no reason given")
  }

  /// A geometry that a call has just made, or that call's error.
  func own(
    _ pointer: OpaquePointer?, from operation: String
  ) throws(GeometryError) -> GEOSHandle {
    guard let pointer else { throw failure(of: operation) }
    return GEOSHandle(self, pointer)
  }
}

/// A GEOS geometry, destroyed with its owner and never after its context.
struct GEOSHandle: ~Copyable {
  let context: GEOSContext
  private let pointer: OpaquePointer

  init(_ context: GEOSContext, _ pointer: OpaquePointer) {
    self.context = context
    self.pointer = pointer
  }

  /// What `body` makes of the geometry, which lives at least as long as that takes.
  borrowing func with<Result, E: Error>(
    _ body: (OpaquePointer) throws(E) -> Result
  ) throws(E) -> Result {
    try body(pointer)
  }

  deinit { GEOSGeom_destroy_r(context.handle, pointer) }
}
