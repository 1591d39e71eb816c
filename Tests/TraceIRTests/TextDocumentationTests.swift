// Compares the reference page of the trace format with the uop table and the parser.
import Foundation
import Testing
import TraceIR

/// With `UPDATE_DOCUMENTATION=1` in the environment the test writes the table instead of comparing it.
@Suite struct TextDocumentationTests {
  static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Documentation/trace-format.md").standardized
  static let begin = "<!-- uops: begin -->\n"
  static let end = "<!-- uops: end -->"

  static func names(_ regions: Regions) -> String {
    let all: [(Regions, String)] = [
      (.slots, "slots"), (.items, "items"), (.listShape, "listShape"), (.tables, "tables"), (.globals, "globals"),
      (.cells, "cells"), (.iterators, "iterators"), (.stack, "stack"), (.world, "world"),
    ]
    return all.filter { regions.contains($0.0) }.map(\.1).joined(separator: " ")
  }

  static func row(_ op: Uop) -> String {
    let info = op.info
    let byTable = op == .loadField || op == .call
    let operands = info.operands.map { $0.map(\.name).joined(separator: ", ") } ?? (byTable || op == .storeField ? "by table" : "words")
    let result = byTable ? "by table" : info.result == .none ? "" : info.result.name
    let immediate = info.immediate == .none ? "" : "\(info.immediate)"
    return "| `\(info.name)` | \(immediate) | \(operands) | \(result) | \(info.kind)\(info.hasExit ? ", exit" : "") | \(names(info.regions)) | \(info.sentence) |"
  }

  static func table() -> String {
    let head = "| uop | immediate | operands | result | kind | regions | meaning |\n|---|---|---|---|---|---|---|\n"
    return head + Uop.allCases.map(row).joined(separator: "\n") + "\n"
  }

  @Test func tableOfUopsIsCurrent() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let first = try #require(text.range(of: Self.begin))
    let last = try #require(text.range(of: Self.end))
    if ProcessInfo.processInfo.environment["UPDATE_DOCUMENTATION"] == "1" {
      let updated = text[..<first.upperBound] + Self.table() + text[last.lowerBound...]
      return try updated.write(to: Self.page, atomically: true, encoding: .utf8)
    }
    #expect(text[first.upperBound..<last.lowerBound] == Self.table(), "run the tests with UPDATE_DOCUMENTATION=1")
  }

  /// Every fenced block of the page that begins with the header line must parse, and be a good tree.
  @Test func examplesAreGood() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let blocks = text.components(separatedBy: "```\n").filter { $0.hasPrefix("jitc-trace ") }
    #expect(!blocks.isEmpty)
    let abi = TestABI.make()
    for block in blocks {
      let dump = try TraceText(abi: abi).dump(Array(block.utf8))
      for entry in dump.trees {
        if let tree = entry.recorded { #expect(TraceVerifier.problems(in: tree, abi: abi, form: .recorded) == []) }
        if let tree = entry.optimized { #expect(TraceVerifier.problems(in: tree, abi: abi, form: .optimized) == []) }
      }
    }
  }

  /// The page must name every exit kind and every problem of the verifier.
  @Test func namesAreComplete() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    for kind in ExitKind.allCases { #expect(text.contains("`\(kind)`")) }
    for kind in TraceProblem.Kind.allCases { #expect(text.contains("`\(kind)`")) }
    for type in IRType.allCases { #expect(text.contains("`\(type.name)`")) }
  }
}
