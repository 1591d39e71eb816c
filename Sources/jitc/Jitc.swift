// Declares the commands for ArgumentParser: help, errors and completions.
import ArgumentParser

/// The command `jitc`.
struct Jitc: ParsableCommand {
  static let subcommandNames = ["emit-ir", "explain", "report", "replay", "tune", "help"]

  static let configuration = CommandConfiguration(
    commandName: "jitc",
    abstract: "Run Toy programs, a subset of Python 3.11, with a tracing just-in-time compiler.",
    usage: """
      jitc [run] [<options>] FILE [ARGUMENT ...]
      jitc emit-ir TRACE-DUMP [--trace <N>] [--stage <STAGE>] [--target <TRIPLE>]
      jitc explain [--frontend <NAME>] [--set <NAME=VALUE>] FILE[:LINE] [ARGUMENT ...]
      jitc report [--frontend <NAME>] [--against <NAME>] -o <FILE.html> FILE [ARGUMENT ...]
      jitc replay [--frontend <NAME>] [--set <NAME=VALUE>] STREAM
      jitc tune [--frontend <NAME>] STREAM ...
      """,
    discussion: """
      `jitc FILE` is short for `jitc run FILE`; options may stand before and after `run`.

        jitc Examples/bench.toy
        jitc --cache ~/.cache/jitc --stats Examples/bench.toy
        jitc run --dump-traces traces.txt Examples/sieve.toy
        jitc emit-ir traces.txt --stage asm

      Exit status: that of the program; 1 after an uncaught exception or a SyntaxError; 64 a mistake in the command \
      line; 65 Python that is not Toy yet, or a damaged dump; 66 no such input; 70 an internal error.
      """,
    version: "jitc 0.1.0",
    subcommands: [Run.self, EmitIR.self, Explain.self, Report.self, Replay.self, Tune.self])
}
