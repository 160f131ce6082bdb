/// Direct access to the elements of a ``Memory``, for inner loops: indices are checked in debug builds only.
///
/// It owns nothing: it is good until its memory grows or ends, so it never leaves the function that made it.
struct MemoryHandle<Element: BitwiseCopyable> {
  private let start: UnsafeMutablePointer<Element>
  /// The number of elements.
  let count: Int

  @inline(__always)
  init(start: UnsafeMutablePointer<Element>, count: Int) {
    (self.start, self.count) = (start, count)
  }

  @inline(__always)
  subscript(i: Int) -> Element {
    get {
      assert(i >= 0 && i < count, "out of bounds")
      return start[i]
    }
    nonmutating set {
      assert(i >= 0 && i < count, "out of bounds")
      start[i] = newValue
    }
  }

  /// The elements of a range.
  @inline(__always)
  subscript(range: Range<Int>) -> MemoryHandle {
    assert(range.lowerBound >= 0 && range.upperBound <= count, "out of bounds")
    return MemoryHandle(start: start + range.lowerBound, count: range.count)
  }
}
