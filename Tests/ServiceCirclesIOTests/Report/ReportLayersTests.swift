import Foundation
import Testing

@testable import ServiceCirclesIO

/// The report as an independent program sees it: GDAL's `ogrinfo`, where it is installed.
@Suite struct ReportLayersTests {
  static let tool = ["/usr/bin/ogrinfo", "/usr/local/bin/ogrinfo"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(.enabled(if: tool != nil, "ogrinfo is not installed"))
  func otherProgramsSeeTheLayers() throws {
    let folder = try TemporaryFolder()
    let url = URL(fileURLWithPath: folder.file("report.sqlite"))
    try SampleReport.write(to: url)
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: try #require(Self.tool))
    process.arguments = ["-ro", "-so", "-al", "-oo", "LIST_ALL_TABLES=YES", url.path]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let layers = text.components(separatedBy: "Layer name: ").dropFirst()
    let expected = [
      "community": ("Multi Polygon", 3), "facility": ("Unknown (any)", 10),
      "circle": ("Multi Polygon", 1), "gap": ("Multi Point", 1),
    ]
    for (name, (type, count)) in expected {
      let layer = try #require(layers.first { $0.hasPrefix(name + "\n") })
      #expect(layer.contains("Geometry: \(type)\n"))
      #expect(layer.contains("Feature Count: \(count)\n"))
      #expect(layer.contains("ID[\"EPSG\",4549]]\n"))
      #expect(layer.contains("Geometry Column = geometry\n"))
    }
    for table in ["run", "input", "rule", "circle_rule", "coverage", "region_summary", "issue"] {
      #expect(layers.contains { $0.hasPrefix(table + "\n") }, "\(table)")
    }
  }
}
