/// A growing stretch of memory that keeps its room from use to use; the one owner of its pointer.
///
/// What is read must have been written before: nothing is initialised.
struct Memory<Element: BitwiseCopyable> {
  private final class Owner {
    let start: UnsafeMutablePointer<Element>
    let capacity: Int

    init(capacity: Int) {
      self.capacity = capacity
      // Aligned for vectors of four 32-bit numbers and wider ones.
      let raw = UnsafeMutableRawPointer.allocate(
        byteCount: capacity * MemoryLayout<Element>.stride, alignment: 64)
      start = raw.bindMemory(to: Element.self, capacity: capacity)
    }

    deinit { UnsafeMutableRawPointer(start).deallocate() }
  }

  private var owner: Owner
  private(set) var start: UnsafeMutablePointer<Element>

  init(capacity: Int = 1024) {
    owner = Owner(capacity: capacity)
    start = owner.start
  }

  /// Makes room for `count` elements; what was written stays.
  @inline(__always)
  mutating func reserve(_ count: Int) {
    if count > owner.capacity { grow(to: count) }
  }

  @inline(never)
  private mutating func grow(to count: Int) {
    let larger = Owner(capacity: max(count, owner.capacity * 2))
    larger.start.update(from: owner.start, count: owner.capacity)
    owner = larger
    start = larger.start
  }
}
