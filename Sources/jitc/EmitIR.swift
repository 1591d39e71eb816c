// Declares the command `emit-ir`, which prints the traces of a dump at a stage of their compilation.
import ArgumentParser
import JIT

/// The command `jitc emit-ir`.
struct EmitIR: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "emit-ir",
    abstract: "Print the traces of a dump at a stage of their compilation.",
    usage: "jitc emit-ir TRACE-DUMP [--trace <N>] [--stage <STAGE>] [--target <TRIPLE>]",
    discussion: """
      A dump is what `jitc run --dump-traces FILE` writes.

        jitc emit-ir traces.txt --trace 1 --stage recorded
        jitc emit-ir traces.txt --stage asm --target aarch64-unknown-linux-gnu
      """)

  @Argument(help: ArgumentHelp("The dump.", valueName: "TRACE-DUMP"), completion: .file()) var dump: String
  @Option(help: ArgumentHelp("Print this tree alone; they are numbered from 0.", valueName: "N")) var trace: Int?
  @Option(
    help: ArgumentHelp("One of \(stageNames). (default: recorded)", valueName: "STAGE"),
    completion: .list(TraceInspection.Stage.allCases.map(\.rawValue)))
  var stage: String?
  @Option(help: ArgumentHelp("The triple to show LLVM code and assembly for. (default: this machine)", valueName: "TRIPLE"))
  var target: String?

  func validate() throws {
    if let stage, TraceInspection.Stage(rawValue: stage) == nil {
      throw ValidationError("--stage: '\(stage)' is none of \(stageNames)")
    }
  }

  func run() throws {
    let bytes: [UInt8]
    do throws(SourceFileError) {
      bytes = try readSource(dump)
    } catch {
      Console.note("cannot read '\(dump)': \(error.reason)")
      throw ExitCode(ExitStatus.noInput)
    }
    do throws(TraceInspection.Failure) {
      let inspection = try TraceInspection(bytes)
      let stage = stage.flatMap(TraceInspection.Stage.init) ?? .recorded
      Console.printOutput(try inspection.text(tree: trace, stage: stage, target: target))
    } catch {
      let place = error.place.map { ":\($0.line):\($0.column)" } ?? ""
      Console.write("\(dump)\(place): \(error.message)\n")
      throw ExitCode(ExitStatus.badData)
    }
  }
}

private let stageNames = TraceInspection.Stage.allCases.map(\.rawValue).joined(separator: ", ")
