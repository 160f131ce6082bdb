/// A list of plain values in memory of its own, which keeps its room from use to use.
///
/// It is the only owner of its memory: it cannot be copied, and frees the memory when it ends. Like all of
/// this folder it is unchecked in release builds and checked in debug builds, which the tests are. What
/// justifies unchecked access stands at the types that use it: each names the validation that its indices
/// come from.
struct Memory<Element: BitwiseCopyable>: ~Copyable {
  private var start: UnsafeMutablePointer<Element>
  private var capacity: Int
  /// The number of elements.
  private(set) var count = 0

  /// An empty list with room for some elements.
  init(capacity: Int = 1024) {
    self.capacity = max(capacity, 1)
    start = Self.allocate(self.capacity)
  }

  deinit { UnsafeMutableRawPointer(start).deallocate() }

  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Element> {
    // Aligned for vectors of four 32-bit numbers and wider ones.
    UnsafeMutableRawPointer.allocate(
      byteCount: capacity * MemoryLayout<Element>.stride, alignment: 64
    ).bindMemory(to: Element.self, capacity: capacity)
  }

  /// Makes room for `capacity` elements; what was written stays.
  @inline(__always)
  mutating func reserve(_ capacity: Int) {
    if capacity > self.capacity { grow(to: capacity) }
  }

  @inline(never)
  private mutating func grow(to capacity: Int) {
    let larger = max(capacity, self.capacity * 2)
    let moved = Self.allocate(larger)
    // All of the room moves: a handle may have written beyond the elements counted so far.
    moved.update(from: start, count: self.capacity)
    UnsafeMutableRawPointer(start).deallocate()
    (start, self.capacity) = (moved, larger)
  }

  /// Removes all elements and keeps the room.
  @inline(__always)
  mutating func removeAll() { count = 0 }

  /// Adds an element.
  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: count + 1) }
    start[count] = element
    count &+= 1
  }

  /// Makes it a list of `count` elements; new ones have to be written before they are read.
  @inline(__always)
  mutating func resize(to count: Int) {
    reserve(count)
    self.count = count
  }

  /// Makes it `count` times the same element.
  mutating func fill(with element: Element, count: Int) {
    resize(to: count)
    start.update(repeating: element, count: count)
  }

  @inline(__always)
  subscript(i: Int) -> Element {
    get {
      assert(i >= 0 && i < count, "out of bounds")
      return start[i]
    }
    set {
      assert(i >= 0 && i < count, "out of bounds")
      start[i] = newValue
    }
  }

  /// The elements for an inner loop, until the list next grows.
  @inline(__always)
  var handle: MemoryHandle<Element> { MemoryHandle(start: start, count: count) }

  /// The room behind the first `count` elements, counted or not, for an inner loop to write to, until the
  /// list next grows.
  @inline(__always)
  func room(after count: Int) -> MemoryHandle<Element> {
    assert(count <= capacity, "out of bounds")
    return MemoryHandle(start: start + count, count: capacity - count)
  }

  /// The elements for an inner loop that only reads, until the list next grows.
  @inline(__always)
  var reader: ElementReader<Element> {
    ElementReader(UnsafeBufferPointer(start: start, count: count))
  }

  /// Adds a range of the elements to an array.
  @inline(__always)
  func append(_ range: Range<Int>, to array: inout [Element]) {
    assert(range.lowerBound >= 0 && range.upperBound <= count, "out of bounds")
    array.append(
      contentsOf: UnsafeBufferPointer(start: start + range.lowerBound, count: range.count))
  }
}

extension Memory<Float> {
  /// The elements, four at a time.
  @inline(__always)
  var vectors: MemoryHandle<SIMD4<Float>> {
    MemoryHandle(
      start: UnsafeMutableRawPointer(start).assumingMemoryBound(to: SIMD4<Float>.self),
      count: count / 4)
  }
}
