import Foundation

/// The file systems that hold no files but what the system makes up when one reads them.
struct SystemFiles {
  private static let types: Set<Substring> = [
    "binfmt_misc", "bpf", "cgroup", "cgroup2", "configfs", "debugfs", "devpts", "efivarfs",
    "fusectl", "mqueue", "nsfs", "proc", "pstore", "rpc_pipefs", "securityfs", "selinuxfs",
    "sysfs", "tracefs",
  ]

  /// Their devices, as `major:minor`.
  private let devices: Set<Substring>

  /// Those that are there now, wherever they are mounted.
  init() {
    let mounts = String(
      decoding: FileStart("/proc/self/mountinfo", count: 1 << 22).bytes, as: UTF8.self)
    devices = Set(
      mounts.split(separator: "\n").compactMap { line in
        let fields = line.split(separator: " ")
        // `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw`
        guard fields.count > 2, let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count,
          SystemFiles.types.contains(fields[dash + 1])
        else { return nil }
        return fields[2]
      })
  }

  /// Whether a file is on one of them, by its device as `stat` gives it.
  func hold(_ device: dev_t) -> Bool {
    let major = (device >> 8) & 0xFFF | (device >> 32) & ~0xFFF
    let minor = device & 0xFF | (device >> 12) & ~0xFF
    return devices.contains("\(major):\(minor)")
  }
}
