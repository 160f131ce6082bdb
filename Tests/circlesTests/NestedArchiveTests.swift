import Foundation
import Testing

/// Archives in archives, and those whose own lists are not true.
@Suite struct NestedArchiveTests {
  let stranger: Stranger
  private var scratch: Scratch { stranger.scratch }

  init() throws { stranger = try Stranger() }

  private func make(_ script: String) throws {
    try scratch.write(script, to: "make.py")
    let run = try scratch.shell("python3 make.py")
    try #require(run.code == 0, "\(run.errors)")
  }

  private static let pack = """
    import zipfile, io, gzip
    def pack(name, parts, megabytes):
      b = io.BytesIO()
      with zipfile.ZipFile(b, 'w', zipfile.ZIP_DEFLATED, compresslevel=1) as z:
        with z.open(name, 'w') as f:
          f.write(parts[0])
          for _ in range(megabytes): f.write(b' ' * 1_000_000)
          f.write(parts[1])
      return b.getvalue()
    kml = b'<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>a</name><Placemark><name>MED.clinic</name><ExtendedData><Data name="kind"><value>MED.clinic</value></Data></ExtendedData><Point><coordinates>120.001,30</coordinates></Point></Placemark>', b'</Folder></Document></kml>'

    """

  /// A workbook in an archive is packed twice.
  @Test(
    .timeLimit(.minutes(2)),
    arguments: [
      ("/vsizip/o.zip/a.kmz", "doc.kml"), ("/vsizip/o.zip", "doc.kml"),
      ("/vsizip/o.zip/a.xlsx", "xl/worksheets/sheet1.xml"), ("/vsizip/o.zip/a.ods", "content.xml"),
      ("/vsigzip/o.kmz.gz", "doc.kml"),
    ]) func whatIsPackedTwiceIsMeasured(_ path: String, _ part: String) throws
  {
    let name = path.split(separator: "/").dropFirst(2).last ?? "a.kmz"
    try make(
      Self.pack + """
        def write(megabytes):
          inner = pack('\(part)', kml, megabytes)
          if '\(path)'.endswith('.gz'): open('o.kmz.gz', 'wb').write(gzip.compress(inner))
          else:
            with zipfile.ZipFile('o.zip', 'w', zipfile.ZIP_DEFLATED) as z: z.writestr('\(name)', inner)
        write(100)
        """)
    #expect(try stranger.refused(path).contains("more than 100 times as large"))
  }

  @Test func whatIsPackedTwiceIsRead() throws {
    try make(
      Self.pack + """
        inner = pack('doc.kml', kml, 0)
        with zipfile.ZipFile('o.zip', 'w', zipfile.ZIP_DEFLATED) as z: z.writestr('a.kmz', inner)
        """)
    let run = try stranger.run("/vsizip/o.zip/a.kmz")
    #expect(run.code == 0 && run.text.contains("\"type\":\"Feature\""), "\(run.text)\(run.errors)")
  }

  /// Both lists of an archive may say that a part is small.
  @Test(
    .timeLimit(.minutes(2)),
    arguments: [
      ("b.kmz", "doc.kml", 100), ("/vsizip/b.zip/a.csv", "a.csv", 1100),
      ("/vsizip/b.zip//a.csv", "a.csv", 1100),
    ])
  func sizesThatAreNotTrue(_ path: String, _ part: String, _ megabytes: Int) throws {
    let name = path.split(separator: "/").first { $0.hasPrefix("b.") } ?? ""
    try make(
      Self.pack + """
        import struct
        b = bytearray(pack('\(part)', kml if '\(part)' == 'doc.kml' else (b'id,kind,lon,lat\\na,MED.clinic,120.001,30\\n', b''), \(megabytes)))
        for mark, at in ((b'PK\\x03\\x04', 22), (b'PK\\x01\\x02', 24)):
          place = b.find(mark)
          b[place + at:place + at + 4] = struct.pack('<I', 500)
        open('\(name)', 'wb').write(b)
        """)
    #expect(try stranger.refused(path).contains("more than 100 times as large"))
  }

  /// GDAL's format of GML looks into a compressed file itself.
  @Test(.timeLimit(.minutes(2))) func compressedFilesThatFormatsOpenThemselves() throws {
    try make(
      """
      import gzip
      blanks = gzip.compress(b' ' * 45_000_000)
      head = gzip.compress(b'<?xml version="1.0"?><ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml">')
      open('b.gml.gz', 'wb').write(head + blanks * 25)
      """)
    #expect(try stranger.refused("b.gml.gz").contains("more than 100 times as large"))
  }
}
