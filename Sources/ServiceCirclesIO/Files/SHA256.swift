/// The SHA-256 of bytes that come piece by piece (FIPS 180-4).
///
/// It identifies input data in reports; nothing secret depends on it. A cryptography library is slow to compile, and
/// this one digest would be all that is used of it.
struct SHA256 {
  private var state: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  /// The bytes after the last whole block of 64.
  private var rest: [UInt8] = []
  private var byteCount: UInt64 = 0

  /// Adds bytes to the message.
  ///
  /// - Complexity: O(n); whole blocks of contiguous bytes are mostly read in place.
  mutating func update(_ bytes: some Collection<UInt8>) {
    let done: Void? = bytes.withContiguousStorageIfAvailable {
      update(raw: UnsafeRawBufferPointer($0))
    }
    if done == nil { Array(bytes).withUnsafeBytes { update(raw: $0) } }
  }

  /// The digest of the message: 32 bytes.
  consuming func digest() -> [UInt8] {
    let bitCount = byteCount &* 8
    // A 1 bit, then zeros, then the length in eight bytes, so that the message ends a block.
    var padding: [UInt8] = [0x80]
    padding += [UInt8](repeating: 0, count: (119 - Int(byteCount % 64)) % 64)
    for shift in stride(from: 56, through: 0, by: -8) {
      padding.append(UInt8(truncatingIfNeeded: bitCount >> UInt64(shift)))
    }
    padding.withUnsafeBytes { update(raw: $0) }
    return state.flatMap { word in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    }
  }

  private mutating func update(raw bytes: UnsafeRawBufferPointer) {
    byteCount &+= UInt64(bytes.count)
    var taken = 0
    if !rest.isEmpty {
      taken = min(64 - rest.count, bytes.count)
      rest += bytes[..<taken]
      guard rest.count == 64 else { return }
      rest.withUnsafeBytes { SHA256.compress($0, into: &state) }
      rest.removeAll(keepingCapacity: true)
    }
    let whole = (bytes.count - taken) / 64 * 64
    if whole > 0 {
      SHA256.compress(
        UnsafeRawBufferPointer(rebasing: bytes[taken..<(taken + whole)]), into: &state)
    }
    rest += bytes[(taken + whole)...]
  }

  /// Updates the state with whole blocks.
  ///
  /// - Precondition: the number of bytes is a multiple of 64, and the state has eight words: all
  ///   unchecked reads below depend on both.
  private static func compress(_ blocks: UnsafeRawBufferPointer, into state: inout [UInt32]) {
    precondition(blocks.count % 64 == 0 && state.count == 8)
    constants.withUnsafeBufferPointer { k in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { w in
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for block in stride(from: 0, to: blocks.count, by: 64) {
          for t in 0..<16 {
            let word = blocks.loadUnaligned(fromByteOffset: block + 4 * t, as: UInt32.self)
            w[t] = UInt32(bigEndian: word)
          }
          for t in 16..<64 {
            let (x, y) = (w[t &- 15], w[t &- 2])
            let s0 = rotatedRight(x, 7) ^ rotatedRight(x, 18) ^ (x >> 3)
            let s1 = rotatedRight(y, 17) ^ rotatedRight(y, 19) ^ (y >> 10)
            w[t] = w[t &- 16] &+ s0 &+ w[t &- 7] &+ s1
          }
          let (a0, b0, c0, d0, e0, f0, g0, h0) = (a, b, c, d, e, f, g, h)
          // Eight rounds at a time, with the names rotated instead of the values.
          var t = 0
          while t < 64 {
            round(a, b, c, &d, e, f, g, &h, k[t] &+ w[t])
            round(h, a, b, &c, d, e, f, &g, k[t &+ 1] &+ w[t &+ 1])
            round(g, h, a, &b, c, d, e, &f, k[t &+ 2] &+ w[t &+ 2])
            round(f, g, h, &a, b, c, d, &e, k[t &+ 3] &+ w[t &+ 3])
            round(e, f, g, &h, a, b, c, &d, k[t &+ 4] &+ w[t &+ 4])
            round(d, e, f, &g, h, a, b, &c, k[t &+ 5] &+ w[t &+ 5])
            round(c, d, e, &f, g, h, a, &b, k[t &+ 6] &+ w[t &+ 6])
            round(b, c, d, &e, f, g, h, &a, k[t &+ 7] &+ w[t &+ 7])
            t &+= 8
          }
          (a, b, c, d) = (a &+ a0, b &+ b0, c &+ c0, d &+ d0)
          (e, f, g, h) = (e &+ e0, f &+ f0, g &+ g0, h &+ h0)
        }
        state = [a, b, c, d, e, f, g, h]
      }
    }
  }

  @inline(__always)
  private static func round(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32,
    _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32, _ term: UInt32
  ) {
    let s1 = rotatedRight(e, 6) ^ rotatedRight(e, 11) ^ rotatedRight(e, 25)
    let t1 = h &+ s1 &+ ((e & f) ^ (~e & g)) &+ term
    let s0 = rotatedRight(a, 2) ^ rotatedRight(a, 13) ^ rotatedRight(a, 22)
    d = d &+ t1
    h = t1 &+ s0 &+ ((a & b) ^ (a & c) ^ (b & c))
  }

  /// The word rotated right by a number of bits.
  @inline(__always)
  private static func rotatedRight(_ word: UInt32, _ bits: UInt32) -> UInt32 {
    (word &>> bits) | (word &<< (32 &- bits))
  }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]
}
