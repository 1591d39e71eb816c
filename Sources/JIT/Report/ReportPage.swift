// Builds a page that shows a program's traces at every stage, linked with each other.
import Frontend
import LLVMBackend
import TraceIR

/// One policy's run, as the page shows it.
public struct ReportedRun {
  public var name: String
  public var profile: ExecutionProfile
  public var units: [CodeUnit]

  public init(name: String, engine: Engine, profile: ExecutionProfile) {
    self.name = name
    self.profile = profile
    units = engine.runtime.map { runtime in runtime.codeInfos.map(\.unit) } ?? []
  }
}

/// A self-contained HTML page.
public struct ReportPage {
  private let file: String
  private let source: [UInt8]
  private let runs: [ReportedRun]
  private let abi = Runtime.makeABI()

  /// - Parameter runs: the policy that is shown in full, then others to compare it with.
  public init(file: String, source: [UInt8], runs: [ReportedRun]) {
    (self.file, self.source, self.runs) = (file, source, runs)
  }

  public var html: String {
    guard let first = runs.first else { return "" }
    var text = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>\(escaped(file))</title>\n"
    text += "<style>\n\(ReportAssets.style)</style></head><body>\n<h1>\(escaped(file))</h1>\n"
    text += metrics + ends
    for tree in first.profile.trees { text += section(tree, first) }
    for run in runs {
      text += "<h2>Graph: \(escaped(run.name))</h2>\n<div class=\"graph\">\(TraceGraph(run.profile, abi: abi).svg)</div>\n"
    }
    return text + "<script>\n\(ReportAssets.script)</script></body></html>\n"
  }

  /// Writes the page; returns false if the system refuses.
  public func write(to file: String) -> Bool { writeFile(file, Array(html.utf8)) }

  // MARK: Tables

  private var metrics: String {
    let all = runs.map { QualityMetrics($0.profile).figures }
    var text = "<h2>Metrics</h2>\n<table id=\"metrics\"><tr><th></th>" + runs.map { "<th>\(escaped($0.name))</th>" }.joined() + "</tr>\n"
    for (index, figure) in (all.first ?? []).enumerated() {
      text += "<tr><td>\(figure.name)</td>" + all.map { "<td>\($0[index].value ?? "-")</td>" }.joined() + "</tr>\n"
    }
    return text + "</table>\n"
  }

  private var ends: String {
    var text = "<h2>Traces</h2>\n<table id=\"traces\"><tr><th>policy</th><th>trace</th><th>uops</th><th>began</th><th>ended</th></tr>\n"
    for run in runs {
      for tree in run.profile.trees {
        for (index, flow) in tree.flows.enumerated() {
          let trace = tree.recorded.traces[index]
          text += "<tr><td>\(escaped(run.name))</td><td>\(escaped(tree.name(of: index)))</td><td>\(trace.body.count)</td>"
          text += "<td>\(flow.begun)</td><td>\(escaped(trace.endReason))</td></tr>\n"
        }
      }
    }
    return text + "</table>\n"
  }

  // MARK: One tree

  private func section(_ tree: ExecutionProfile.Tree, _ run: ReportedRun) -> String {
    let places = Places(tree.recorded)
    var text = "<section class=\"tree\" id=\"tree\(tree.number)\"><h2>T\(tree.number) \(escaped(tree.recorded.name))</h2>\n"
    text += tree.recorded.traces.indices.map { curve(tree, $0) }.joined()
    text += "<div class=\"columns\">\n"
    text += column("Source", sourceLines(places))
    text += column("Bytecode", bytecode(places, run.units))
    text += column("Recorded uops: fitness, times run", uops(tree, places))
    if let optimized = tree.optimized {
      let origins = places.ofOptimized(optimized)
      text += column("LLVM IR", listing(optimized, .lowered, origins, CodeListing.llvm))
      text += column("Assembly", listing(optimized, .assembly, origins, CodeListing.assembly))
    }
    return text + "</div></section>\n"
  }

  private func column(_ title: String, _ lines: String) -> String {
    "<div class=\"column\"><h3>\(title)</h3><div class=\"lines\">\(lines)</div></div>\n"
  }

  /// One line, linked by the classes of its source line and bytecode.
  private func line(_ text: String, kind: String, line: Int?, place: Int?, style: String = "") -> String {
    var classes = kind
    if let line { classes += " l\(line)" }
    if let place { classes += " b\(place)" }
    let data = (line.map { " data-l=\"\($0)\"" } ?? "") + (place.map { " data-b=\"\($0)\"" } ?? "")
    return "<div class=\"\(classes)\"\(data)\(style.isEmpty ? "" : " style=\"\(style)\"")>\(text.isEmpty ? "&nbsp;" : escaped(text))</div>"
  }

  private func sourceLines(_ places: Places) -> String {
    let lines = source.split(separator: 10, omittingEmptySubsequences: false)
    return lines.enumerated().map { index, bytes in
      let number = "\(index + 1)"
      let text = String(repeating: " ", count: max(0, 4 - number.count)) + number + "  " + String(decoding: bytes, as: UTF8.self)
      return line(text, kind: "source", line: places.lines.contains(index + 1) ? index + 1 : nil, place: nil)
    }.joined()
  }

  private func bytecode(_ places: Places, _ units: [CodeUnit]) -> String {
    var text = ""
    for unit in units where places.codes.contains(unit.name) {
      text += line(unit.qualifiedName, kind: "title", line: nil, place: nil)
      var position = 0
      while position < unit.words.count, let op = Opcode(rawValue: UInt16(truncatingIfNeeded: unit.words[position])) {
        let number = unit.positions.last { Int($0.pc) <= position }.map { Int($0.line) }
        text += line(unit.line(op, at: position), kind: "bytecode", line: number, place: places.number("\(unit.name)+\(position)"))
        position += op.info.length
      }
    }
    return text
  }

  private func uops(_ tree: ExecutionProfile.Tree, _ places: Places) -> String {
    let graph = TraceGraph(tree, abi: abi)
    var text = ""
    for (node, trace) in zip(graph.nodes, tree.recorded.traces) {
      text += line("\(node.title), began \(node.begun)", kind: "title", line: nil, place: nil)
      for row in node.rows {
        let origin = trace.origins.indices.contains(row.origin) ? trace.origins[row.origin] : nil
        let exit = row.exit.map { "  [exit \($0.number) \($0.kind.rawValue) \($0.count)]" } ?? ""
        text += line(
          "\(pad(row.fitness.map(String.init) ?? "", 5)) \(pad("\(row.count)", 9))  \(row.text)\(exit)", kind: "uop", line: origin?.line,
          place: origin.flatMap { places.number("\($0.code)+\($0.pc)") }, style: "background:\(TraceGraph.color(graph.heat(row.count)))")
      }
      text += line(node.reason, kind: "title", line: nil, place: nil)
    }
    return text
  }

  private func listing(_ tree: TraceTree, _ stage: CompilationStage, _ origins: [Places.Place?], _ read: (String) -> [ListingLine]) -> String {
    let text: String
    do throws(CompileRefusal) {
      text = try LLVMTraceCompiler.text(of: tree, abi: abi, stage: stage, options: BackendOptions(marksUops: true))
    } catch {
      return line("\(error.reason): \(error.detail)", kind: "title", line: nil, place: nil)
    }
    return read(text).map { item in
      let place = item.uop > 0 && item.uop <= origins.count ? origins[item.uop - 1] : nil
      return line(item.text, kind: "code", line: place?.line, place: place?.number)
    }.joined()
  }

  /// The fitness along a trace, and under it the share of its runs that come so far.
  private func curve(_ tree: ExecutionProfile.Tree, _ index: Int) -> String {
    guard let journal = tree.journals[index], journal.startFitness > 0 else { return "" }
    let steps = journal.steps(for: tree.recorded.traces[index])
    guard steps.count > 1 else { return "" }
    let (width, height) = (420.0, 90.0)
    let flow = tree.flows[index]
    func points(_ values: [Double]) -> String {
      values.enumerated().map { i, value in
        "\(fixed(Double(i) * width / Double(values.count - 1), 1)),\(fixed(height - max(0, min(1, value)) * height, 1))"
      }.joined(separator: " ")
    }
    let fitness = steps.map { Double($0.fitness) / Double(journal.startFitness) }
    let reached = flow.bytecodes.prefix(fitness.count).map { flow.begun == 0 ? 0 : Double($0) / Double(flow.begun) }
    let quality = steps.map { Double($0.quality) / Double(journal.startFitness) }
    var text = "<figure class=\"curve\"><svg width=\"\(fixed(width, 0))\" height=\"\(fixed(height, 0))\">"
    text += "<polyline class=\"reached\" points=\"\(points(Array(reached)))\"/><polyline class=\"quality\" points=\"\(points(quality))\"/>"
    text += "<polyline class=\"fitness\" points=\"\(points(fitness))\"/></svg>"
    text += "<figcaption>\(escaped(tree.name(of: index))): fitness from \(steps.first?.fitness ?? 0) to \(steps.last?.fitnessAfter ?? 0) (black), "
    return text + "quality (blue), share of runs that come so far (red)</figcaption></figure>\n"
  }

  private func pad(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - text.count)) + text }
}
