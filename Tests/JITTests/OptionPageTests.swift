// Keeps the page about options equal to the tables it follows from; JITC_BLESS=1 rewrites it.
import Frontend
import Testing

@testable import JIT

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct OptionPageTests {
  private static let page: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    return parts.joined(separator: "/") + "/Documentation/options.md"
  }()

  private var text: String {
    var lines = [
      "# Options", "", "What `jitc run` and `EngineOptions` understand. This page follows from the tables in",
      "`Sources/JIT/Options`; `JITC_BLESS=1 swift test --filter OptionPageTests` rewrites it.", "",
      "| option | default | meaning |", "|---|---|---|",
    ]
    for option in EngineOption.allCases {
      let info = option.info
      let letter = info.letter.map { "`-\($0)`, " } ?? ""
      let form: String
      switch info.argument {
      case .none: form = "`--\(option.rawValue)`"
      case .required(let name): form = "`--\(option.rawValue) \(name)`"
      case .optional(let name, _): form = "`--\(option.rawValue)[=\(name)]`"
      }
      lines.append("| \(letter)\(form) | \(info.defaultText) | \(info.sentence) |")
    }
    lines += [
      "", "## Tunables", "",
      "For `--set NAME=VALUE`. The frontends differ in nothing but these; where `initial-fitness` is set, the qualities and costs",
      "follow from it unless they are set too. [frontends.md](frontends.md) says what they do.", "",
      "| name | `cpython315` | `adhoc` | `best` | range | meaning |", "|---|---:|---:|---:|---|---|",
    ]
    for tunable in Tunable.allCases {
      let range = tunable.info.range
      lines.append(
        "| `\(tunable.rawValue)` | \(TraceFrontend.allCases.map { "\(tunable.defaultValue(in: $0))" }.joined(separator: " | ")) | \(range.lowerBound) to \(range.upperBound) | \(tunable.info.sentence) |"
      )
    }
    lines += [
      "", "All tunables, the mode and the frontend belong to the key of cache files; the other options do not.", "",
    ]
    return lines.joined(separator: "\n")
  }

  @Test func pageFollowsTheTables() throws {
    if getenv("JITC_BLESS") != nil, let file = fopen(Self.page, "w") {
      fputs(text, file)
      fclose(file)
    }
    let page = String(decoding: try readSource(Self.page), as: UTF8.self)
    #expect(page == text)
  }
}
