// Finds the part of a failing expression that a traceback marks with carets.
import Syntax

/// The operator of a binary operation or the brackets of a subscript that `source` consists of, in bytes.
func caretAnchor(_ source: [UInt8]) -> Range<Int>? {
  let tree: Module
  do throws(SyntaxDiagnostic) {
    tree = try parse(source, filename: "", mode: .exec)
  } catch {
    return nil
  }
  guard tree.body.count == 1, case .expr(let expression)? = tree.body.first?.kind else { return nil }
  switch expression.kind {
  case .binOp(let operation):
    guard operation.left.range.endLine == operation.right.range.line else { return nil }
    var start = Int(operation.left.range.endColumn)
    let limit = min(Int(operation.right.range.column), source.count)
    while start < limit, source[start] == 32 || source[start] == 9 || source[start] == 41 || source[start] == 92 { start += 1 }
    guard start < limit else { return nil }
    let isDouble = start + 1 < limit && source[start + 1] != 32 && source[start + 1] != 40
    return start..<(start + (isDouble ? 2 : 1))
  case .subscript(let item):
    guard item.value.range.endLine == item.slice.range.endLine else { return nil }
    let end = min(Int(item.slice.range.endColumn) + 1, source.count)
    let start = Int(item.value.range.endColumn)
    return start < end ? start..<end : nil
  default: return nil
  }
}
