/// Direct access to the elements of an array or of a ``Memory``, for inner loops that only read: indices are
/// checked in debug builds only.
///
/// It owns nothing: it is good inside the function that it was handed to.
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
