// Checks that listings are read back with their uops.
import Testing

@testable import JIT

@Suite struct CodeListingTests {
  @Test func linesOfLLVMKnowTheirUop() {
    let text = """
      ; ModuleID = 'f'
      define i64 @trace(ptr %0) !dbg !3 {
        %1 = load i64, ptr %0, align 8, !dbg !7, !alias.scope !9
        %2 = add i64 %1, 1, !dbg !8
        ret i64 %2
      }
      !7 = !DILocation(line: 4, scope: !3)
      !8 = !DILocation(line: 12, scope: !3)
      """
    let lines = CodeListing.llvm(text)
    #expect(lines.map(\.uop) == [0, 4, 12, 0, 0])
    #expect(lines[1].text == "  %1 = load i64, ptr %0, align 8")
    #expect(lines[3].text == "  ret i64 %2")
  }

  @Test func linesOfAssemblyKnowTheirUop() {
    let text = "trace:\n\t.loc\t0 3 0\n\tmovq\t(%rsi), %rax\n\t.cfi_def_cfa_offset 16\n.Ltmp0:\n\t.loc\t0 5 0 is_stmt 0\n\taddq\t$1, %rax\n.LBB0_2:\n\tret\n"
      + "\t.section\t.debug_abbrev,\"\",@progbits\n\tmovq\n"
    let lines = CodeListing.assembly(text)
    #expect(lines.map(\.uop) == [0, 3, 5, 0, 5])
    #expect(lines.map(\.text) == ["trace:", "  movq  (%rsi), %rax", "  addq  $1, %rax", ".LBB0_2:", "  ret"])
  }
}
