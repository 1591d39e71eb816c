// Compiles source text for the tests of the bytecode compiler.
import Foundation
import Syntax

@testable import Frontend

/// Compiles a module.
func compile(_ text: String, mode: ParseMode = .exec) throws -> CodeUnit {
  let source = Array(text.utf8)
  return try compileModule(try parse(source, filename: "test.py", mode: mode), filename: "test.py", source: source)
}

/// Compiles a module and returns the code of its first function, class or lambda.
func compileFunction(_ text: String) throws -> CodeUnit {
  let unit = try compile(text)
  guard let child = unit.children.first else { throw MissingFunction() }
  return child
}

struct MissingFunction: Error {}

/// The error that compiling a module ends with: `line:column-endColumn message`; nil if there is none.
func compileError(_ text: String) -> String? {
  do {
    _ = try compile(text)
    return nil
  } catch let error as SyntaxDiagnostic {
    return "\(error.line):\(error.column)-\(error.endColumn) \(error.message)"
  } catch {
    return "\(error)"
  }
}
