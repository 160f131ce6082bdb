import Foundation
import Synchronization
import Testing

/// A place on this machine to connect to, that counts who does.
final class Listener: Sendable {
  let port: Int
  private let socket: Int32
  private let visits = Mutex(0)

  /// How many have connected.
  var count: Int { visits.withLock { $0 } }

  init() throws {
    let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    try #require(socket >= 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let port = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer -> Int? in
        guard bind(socket, pointer, size) == 0, listen(socket, 50) == 0,
          getsockname(socket, pointer, &size) == 0
        else { return nil }
        return 0
      }
    }
    try #require(port != nil)
    self.socket = socket
    self.port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [self] in
      while true {
        let visitor = accept(socket, nil, nil)
        if visitor < 0 { return }
        visits.withLock { $0 += 1 }
        let answer = Array("HTTP/1.0 404 Not Found\r\n\r\n".utf8)
        _ = write(visitor, answer, answer.count)
        close(visitor)
      }
    }
  }

  /// Connects, as somebody would who follows an address, and waits until that is counted.
  func visit() {
    let before = count
    let visitor = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(visitor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    address.sin_port = UInt16(port).bigEndian
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(visitor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    while isConnected, count == before { usleep(1000) }
  }

  /// Ends the listening.
  func end() { shutdown(socket, Int32(SHUT_RDWR)) }
}
