import Foundation
import Testing

/// Databases that another program has open, or has not closed: what it has saved is read, and nothing is changed.
@Suite struct JournalTests {
  let stranger: Stranger
  private var scratch: Scratch { stranger.scratch }

  init() throws { stranger = try Stranger() }

  /// Makes a folder `d` by a script of Python that has `connect(name)`, a table `t` with the facility `old` in it.
  private func make(_ script: String) throws {
    try scratch.write(
      """
      import sqlite3, shutil, os, struct
      os.mkdir('d')
      def connect(name):
        c = sqlite3.connect(name, isolation_level=None)
        c.execute('CREATE TABLE t (id TEXT, kind TEXT, lon REAL, lat REAL)')
        c.execute("INSERT INTO t VALUES ('old', 'MED.clinic', 120.001, 30)")
        return c
      \(script)
      """, to: "make.py")
    let run = try scratch.shell("python3 make.py")
    try #require(run.code == 0, "\(run.errors)")
  }

  /// The bytes of all files of `d`, and when something was last put into it or taken away.
  private func snapshot() throws -> [String: Data] {
    let folder = scratch.file("d")
    var found: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      found[name] = FileManager.default.contents(atPath: folder + "/" + name)
    }
    let date = try FileManager.default.attributesOfItem(atPath: folder)[.modificationDate]
    found[""] = Data("\((date as? Date)?.timeIntervalSinceReferenceDate ?? 0)".utf8)
    return found
  }

  private static let wal = """
    c = connect('s.sqlite')
    c.execute('PRAGMA journal_mode = WAL'); c.execute('PRAGMA wal_autocheckpoint = 0')
    c.execute("UPDATE t SET id = 'saved'")
    """

  @Test(arguments: ["w.sqlite", "a%41b.sqlite"])
  func whatIsInTheJournalIsRead(_ name: String) throws {
    try make(
      """
      \(Self.wal)
      for end in ('', '-wal'): shutil.copy('s.sqlite' + end, 'd/\(name)' + end)
      """)
    let before = try snapshot()
    let run = try stranger.run("d/\(name)")
    #expect(run.code == 0 && run.text.contains("\"saved\""), "\(run.text)\(run.errors)")
    #expect(!run.text.contains("\"old\""))
    #expect(try snapshot() == before)
    #expect(scratch.temporaryContents == [])
  }

  /// The journal stands beside the file, not beside the link.
  @Test func behindALinkToo() throws {
    try make(
      """
      \(Self.wal)
      for end in ('', '-wal'): shutil.copy('s.sqlite' + end, 'd/w.sqlite' + end)
      os.symlink('d/w.sqlite', 'l.sqlite')
      """)
    let before = try snapshot()
    #expect(try stranger.run("l.sqlite").text.contains("\"saved\""))
    #expect(try snapshot() == before)
  }

  @Test(arguments: ["w.sqlite", "a%41b.sqlite", "a?b#c.sqlite"])
  func nothingIsPutBesideADatabaseThatKeepsAJournal(_ name: String) throws {
    try make(
      """
      \(Self.wal)
      c.close()
      shutil.copy('s.sqlite', 'd/\(name)')
      """)
    let before = try snapshot()
    let run = try stranger.run("d/\(name)")
    #expect(run.code == 0 && run.text.contains("\"saved\""), "\(run.errors)")
    #expect(try snapshot() == before)
  }

  /// Half of a change, which its program has not completed, is none.
  private static let half = """
    c = connect('s.sqlite')
    for i in range(2000): c.execute("INSERT INTO t VALUES (?, 'MED.clinic', 120.001, 30)", (f'o{i}',))
    c.execute('PRAGMA cache_size = 1'); c.execute('PRAGMA cache_spill = 1')
    c.execute('BEGIN'); c.execute("UPDATE t SET id = 'half' || id")
    for end in ('', '-journal'): shutil.copy('s.sqlite' + end, 'd/j.sqlite' + end)
    """

  @Test func whatWasNotSavedIsNotRead() throws {
    try make(Self.half + "\nassert b'halfo' in open('d/j.sqlite', 'rb').read()")
    let before = try snapshot()
    let run = try stranger.run("d/j.sqlite")
    #expect(run.code == 0 && run.text.contains("\"o7\""), "\(run.errors)")
    #expect(!run.text.contains("half"))
    #expect(try snapshot() == before)
  }

  /// SQLite would remove the file that such a journal names.
  @Test func aJournalOfSeveralDatabasesIsNotPlayed() throws {
    try make(
      """
      \(Self.half)
      name = os.path.abspath('d/precious').encode()
      open(name, 'w').write('precious')
      j = open('d/j.sqlite-journal', 'rb').read()
      end = struct.pack('>I', 0x40000000 // 4096 + 1) + name
      end += struct.pack('>II', len(name), sum(name)) + bytes.fromhex('d9d505f920a163d7')
      open('d/j.sqlite-journal', 'wb').write(j + bytes(-len(j) % 512) + end)
      """)
    let before = try snapshot()
    #expect(try stranger.refused("d/j.sqlite").contains("several databases"))
    #expect(try snapshot() == before)
  }

  /// What is no journal for SQLite says nothing: the file is read as it stands, and not copied.
  @Test(
    .timeLimit(.minutes(5)), arguments: ["-wal", "-journal"],
    ["nonsense", "\\0" + "\\0\\0\\0\\0\\0\\0\\0x"])
  func whatIsNoJournalIsNotPlayed(_ suffix: String, _ content: String) throws {
    try make(
      """
      c = connect('s.sqlite'); c.close()
      shutil.copy('s.sqlite', 'd/n.sqlite')
      os.truncate('d/n.sqlite', 1 << 42)
      open('d/n.sqlite\(suffix)', 'wb').write(b'\(content)' * 100)
      """)
    let run = try stranger.run("d/n.sqlite")
    #expect(run.code == 0 && run.text.contains("\"old\""), "\(run.errors)")
    #expect(scratch.temporaryContents == [])
  }

  /// A hole in a file takes no room in its copy.
  @Test(.timeLimit(.minutes(5))) func holesStayHolesInACopy() throws {
    try make(
      """
      \(Self.wal)
      for end in ('', '-wal'): shutil.copy('s.sqlite' + end, 'd/w.sqlite' + end)
      os.truncate('d/w.sqlite', 1 << 40)
      """)
    let run = try stranger.run("d/w.sqlite")
    #expect(run.code == 0 && run.text.contains("\"saved\""), "\(run.errors)")
    #expect(scratch.temporaryContents == [])
  }
}
