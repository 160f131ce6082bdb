/// Direct access to the elements of an array or of a ``Memory``, for inner loops that only read: indices are
/// checked in debug builds only.
///
/// It does not own the elements: use it only inside the closure of `withReader`, or until the
/// ``Memory`` that gave it grows or is freed.
struct ElementReader<Element> {
  private let elements: UnsafeBufferPointer<Element>

  @inline(__always)
  init(_ elements: UnsafeBufferPointer<Element>) { self.elements = elements }

  /// The number of elements.
  var count: Int { elements.count }

  @inline(__always)
  subscript(i: Int) -> Element { elements[i] }

  /// The elements of a range.
  @inline(__always)
  subscript(range: Range<Int>) -> ElementReader {
    ElementReader(UnsafeBufferPointer(rebasing: elements[range]))
  }
}

extension Array {
  /// Calls `body` with direct access to the elements.
  @inline(__always)
  func withReader<Result>(_ body: (ElementReader<Element>) throws -> Result) rethrows -> Result {
    try withUnsafeBufferPointer { try body(ElementReader($0)) }
  }
}
