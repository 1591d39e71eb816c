// Lists the second half of the sources that Python 3.11.2 refuses, with what it reports for them.

let refusals2: [Refusal] = [
  Refusal(
    "try:\n pass\nfinally:\nx",
    .indentationError, "expected an indented block after 'finally' statement on line 3",
    4, 1, 4, 2),
  Refusal(
    "match a:\nx",
    .indentationError, "expected an indented block after 'match' statement on line 1",
    2, 1, 2, 2),
  Refusal(
    "if 1:\n pass\nelif 2:\nx",
    .indentationError, "expected an indented block after 'elif' statement on line 3",
    4, 1, 4, 2),
  Refusal(
    "if 1:\n pass\nelse:\nx",
    .indentationError, "expected an indented block after 'else' statement on line 3",
    4, 1, 4, 2),
  Refusal(
    "{1: 2, a b}",
    .syntaxError, "':' expected after dictionary key",
    1, 8, 1, 0),
  Refusal(
    "{**x, a b: 3}",
    .syntaxError, "':' expected after dictionary key",
    1, 7, 1, 0),
  Refusal(
    "{1: a b}",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 5, 1, 8),
  Refusal(
    "{1: 2, 3: a b}",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 11, 1, 14),
  Refusal(
    "{1, a b}",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 5, 1, 8),
  Refusal(
    "[1, a b]",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 5, 1, 8),
  Refusal(
    "f(1, a b)",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 6, 1, 9),
  Refusal(
    "{1: 2, a: b, x d: 4}",
    .syntaxError, "':' expected after dictionary key",
    1, 14, 1, 0),
  Refusal(
    "{1: 2, a b c: 4}",
    .syntaxError, "':' expected after dictionary key",
    1, 8, 1, 0),
  Refusal(
    "{1: 2, a 2: 4}",
    .syntaxError, "':' expected after dictionary key",
    1, 8, 1, 0),
  Refusal(
    "{1: 2, a.b c: 4}",
    .syntaxError, "':' expected after dictionary key",
    1, 10, 1, 0),
  Refusal(
    "{1: 2, (a b): 4}",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 9, 1, 12),
  Refusal(
    "{1: 2, a if b: 3}",
    .syntaxError, "':' expected after dictionary key",
    1, 8, 1, 0),
  Refusal(
    "{1: 2, a b:",
    .syntaxError, "':' expected after dictionary key",
    1, 8, 1, 0),
  Refusal(
    "{1: 2, f(a b): 3}",
    .syntaxError, "':' expected after dictionary key",
    1, 8, 1, 0),
  Refusal(
    "{1: 2, print a: 3}",
    .syntaxError, "':' expected after dictionary key",
    1, 12, 1, 0),
  Refusal(
    "{1: 2, a := 3: 4}",
    .syntaxError, "':' expected after dictionary key",
    1, 8, 1, 0),
  Refusal(
    "{a if b: 2}",
    .syntaxError, "invalid syntax",
    1, 8, 1, 9),
  Refusal(
    "def f(a, b c): pass",
    .syntaxError, "invalid syntax",
    1, 12, 1, 13),
  Refusal(
    "def f(a=1, b=x y): pass",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 14, 1, 17),
  Refusal(
    "f(a=1, b=x y)",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 10, 1, 13),
  Refusal(
    "f(a=1, b c)",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 8, 1, 11),
  Refusal(
    "f(a=1, *b c)",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 9, 1, 12),
  Refusal(
    "f(a, *b c)",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 7, 1, 10),
  Refusal(
    "(a, b if c)",
    .syntaxError, "expected 'else' after 'if' expression",
    1, 5, 1, 11),
  Refusal(
    "x[1, a b]",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 6, 1, 9),
  Refusal(
    "x[1:a b]",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 5, 1, 8),
  Refusal(
    "del a, b c",
    .syntaxError, "invalid syntax",
    1, 10, 1, 11),
  Refusal(
    "with a as b, c d: pass",
    .syntaxError, "invalid syntax",
    1, 16, 1, 17),
  Refusal(
    "with (a as b, c d): pass",
    .syntaxError, "invalid syntax",
    1, 17, 1, 18),
  Refusal(
    "import a, b c",
    .syntaxError, "invalid syntax",
    1, 13, 1, 14),
  Refusal(
    "match x:\n case [a, b c]: pass",
    .syntaxError, "invalid syntax",
    2, 13, 2, 14),
  Refusal(
    "lambda a, b c: 0",
    .syntaxError, "invalid syntax",
    1, 13, 1, 14),
  Refusal(
    "class A(a, b c): pass",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 12, 1, 15),
  Refusal(
    "for a in b, c d: pass",
    .syntaxError, "invalid syntax",
    1, 15, 1, 16),
  Refusal(
    "for (a, b c) in d: pass",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 9, 1, 12),
  Refusal(
    "[a for a in b, c d]",
    .syntaxError, "invalid syntax",
    1, 14, 1, 15),
  Refusal(
    "[a for a in (b, c d)]",
    .syntaxError, "invalid syntax",
    1, 19, 1, 20),
  Refusal(
    "x = a, (b c)",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 9, 1, 12),
  Refusal(
    "f(x for x in y z)",
    .syntaxError, "invalid syntax",
    1, 16, 1, 17),
  Refusal(
    "f(x for x in (y z))",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 15, 1, 18),
  Refusal(
    "{x y for x in y}",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 2, 1, 5),
  Refusal(
    "{x:y z for x in y}",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 4, 1, 7),
  Refusal(
    "{x:y for x in y z}",
    .syntaxError, "invalid syntax",
    1, 17, 1, 18),
  Refusal(
    "if 1:\n\tx\n        y\n",
    .tabError, "inconsistent use of tabs and spaces in indentation",
    3, 1, 3, 0),
  Refusal(
    "if 1:\n    x\n  y\n",
    .indentationError, "unindent does not match any outer indentation level",
    3, 4, 3, -1),
  Refusal(
    "  x\n",
    .indentationError, "unexpected indent",
    1, 2, 1, -1),
  Refusal(
    "x = \"abc\n",
    .syntaxError, "unterminated string literal (detected at line 1)",
    1, 5, 1, 5),
  Refusal(
    "\"\"\"abc\n",
    .syntaxError, "unterminated triple-quoted string literal (detected at line 1)",
    1, 1, 1, 1),
  Refusal(
    "x = \\ \n",
    .syntaxError, "unexpected character after line continuation character",
    1, 6, 1, 0),
  Refusal(
    "x = f\"{a b}\"",
    .syntaxError, "f-string: invalid syntax. Perhaps you forgot a comma?",
    1, 2, 1, 5),
  Refusal(
    "x = f\"{a\"",
    .syntaxError, "f-string: expecting '}'",
    1, 10, 1, 10),
  Refusal(
    "f\"{}\"",
    .syntaxError, "f-string: empty expression not allowed",
    1, 6, 1, 6),
  Refusal(
    "f\"{a!x}\"",
    .syntaxError, "f-string: invalid conversion character: expected 's', 'r', or 'a'",
    1, 9, 1, 9),
  Refusal(
    "f\"{a!}\"",
    .syntaxError, "f-string: invalid conversion character: expected 's', 'r', or 'a'",
    1, 8, 1, 8),
  Refusal(
    "f\"}\"",
    .syntaxError, "f-string: single '}' is not allowed",
    1, 5, 1, 5),
  Refusal(
    "f\"{a:{b:{c}}}\"",
    .syntaxError, "f-string: expressions nested too deeply",
    1, 15, 1, 15),
  Refusal(
    "f\"{a\\\\n}\"",
    .syntaxError, "f-string expression part cannot include a backslash",
    1, 10, 1, 10),
  Refusal(
    "f\"{#}\"",
    .syntaxError, "f-string expression part cannot include '#'",
    1, 7, 1, 7),
  Refusal(
    "f\"{(}\"",
    .syntaxError, "f-string: closing parenthesis '}' does not match opening parenthesis '('",
    1, 7, 1, 7),
  Refusal(
    "f\"{*a}\"",
    .syntaxError, "f-string: cannot use starred expression here",
    1, 2, 1, 4),
  Refusal(
    "b\"\u{e9}\"",
    .syntaxError, "bytes can only contain ASCII literal characters",
    1, 5, 1, 5),
  Refusal(
    "\"a\" b\"b\"",
    .syntaxError, "cannot mix bytes and nonbytes literals",
    1, 9, 1, 9),
  Refusal(
    "\"\\x1\"",
    .syntaxError, "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-2: truncated \\xXX escape",
    1, 6, 1, 6),
  Refusal(
    "\"\\N{no such name}\"",
    .syntaxError, "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-15: unknown Unicode character name",
    1, 19, 1, 19),
  Refusal(
    "\"\\U00110000\"",
    .syntaxError, "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-9: illegal Unicode character",
    1, 13, 1, 13),
  Refusal(
    "b\"\\x1\"",
    .syntaxError, "(value error) invalid \\x escape at position 0",
    1, 7, 1, 7),
  Refusal(
    "x = 1 + \u{20ac}",
    .syntaxError, "invalid character '\u{20ac}' (U+20AC)",
    1, 9, 1, 9),
  Refusal(
    "\u{e9} = \"\u{e9}\u{e9}\" $",
    .syntaxError, "invalid syntax",
    1, 10, 1, 11),
  Refusal(
    "a = \u{2028}",
    .syntaxError, "invalid non-printable character U+2028",
    1, 5, 1, 5),
  Refusal(
    "case x:\n pass",
    .syntaxError, "invalid syntax",
    1, 6, 1, 7),
  Refusal(
    "match x:\n case 1:\npass",
    .indentationError, "expected an indented block after 'case' statement on line 2",
    3, 0, 3, -1),
  Refusal(
    "match x:\n case {**a, 1: b}: pass",
    .syntaxError, "invalid syntax",
    2, 13, 2, 14),
  Refusal(
    "match x:\n case a.b as c.d: pass",
    .syntaxError, "invalid syntax",
    2, 15, 2, 16),
  Refusal(
    "match x:\n case 1 + 2: pass",
    .syntaxError, "imaginary number required in complex literal",
    2, 11, 2, 12),
  Refusal(
    "match x:\n case 1j + 2j: pass",
    .syntaxError, "real number required in complex literal",
    2, 7, 2, 9),
  Refusal(
    "x = " + String(repeating: "(", count: 201),
    .syntaxError, "too many nested parentheses",
    1, 205, 1, 205),
  Refusal(
    "a\na\na\na\na\nb c\n",
    .syntaxError, "invalid syntax",
    6, 3, 6, 4),
  Refusal(
    "def f(\n  a,\n  b c):\n  pass",
    .syntaxError, "invalid syntax",
    3, 5, 3, 6),
  Refusal(
    "x = [1,\n 2\n 3]",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    2, 2, 3, 3),
  Refusal(
    "for x in range(10)\n  pass",
    .syntaxError, "expected ':'",
    1, 19, 1, 19),
  Refusal(
    "while True print(1)",
    .syntaxError, "invalid syntax",
    1, 12, 1, 17),
  Refusal(
    "import a as b.c",
    .syntaxError, "invalid syntax",
    1, 14, 1, 15),
  Refusal(
    "from . import *, a",
    .syntaxError, "invalid syntax",
    1, 16, 1, 17),
  Refusal(
    "x = {1, 2: 3}",
    .syntaxError, "invalid syntax",
    1, 10, 1, 11),
  Refusal(
    "x = {**a, b}",
    .syntaxError, "':' expected after dictionary key",
    1, 11, 1, 0),
  Refusal(
    "lambda: x = 1",
    .syntaxError, "cannot assign to lambda",
    1, 1, 1, 10),
  Refusal(
    "f(x for x in y, 1)",
    .syntaxError, "Generator expression must be parenthesized",
    1, 3, 1, 15),
  Refusal(
    "f(1, x for x in y)",
    .syntaxError, "Generator expression must be parenthesized",
    1, 6, 1, 18),
  Refusal(
    "with open(x) as 1: pass",
    .syntaxError, "cannot assign to literal",
    1, 17, 1, 18),
  Refusal(
    "nonlocal = 1",
    .syntaxError, "invalid syntax",
    1, 10, 1, 11),
  Refusal(
    "def f(a, (b, c)): pass",
    .syntaxError, "Function parameters cannot be parenthesized",
    1, 10, 1, 16),
  Refusal(
    "class C(x for x in y): pass",
    .syntaxError, "invalid syntax",
    1, 11, 1, 14),
  Refusal(
    "a = b = 1 = c",
    .syntaxError, "cannot assign to literal",
    1, 9, 1, 10),
  Refusal(
    "a + 1 = 2",
    .syntaxError, "cannot assign to expression here. Maybe you meant '==' instead of '='?",
    1, 1, 1, 6),
  Refusal(
    "a() += 1",
    .syntaxError, "'function call' is an illegal expression for augmented assignment",
    1, 1, 1, 4),
  Refusal(
    "\"abc\" = 1",
    .syntaxError, "cannot assign to literal here. Maybe you meant '==' instead of '='?",
    1, 1, 1, 6),
  Refusal(
    "(a, b): int = 1",
    .syntaxError, "only single target (not tuple) can be annotated",
    1, 1, 1, 7),
  Refusal(
    "not a = 1",
    .syntaxError, "cannot assign to expression",
    1, 1, 1, 6),
  Refusal(
    "-a = 1",
    .syntaxError, "cannot assign to expression here. Maybe you meant '==' instead of '='?",
    1, 1, 1, 3),
  Refusal(
    "a < b = 1",
    .syntaxError, "cannot assign to comparison",
    1, 1, 1, 6),
  Refusal(
    "[x for x in 1 2]",
    .syntaxError, "invalid syntax",
    1, 15, 1, 16),
  Refusal(
    "{x: y for x in z, 1: 2}",
    .syntaxError, "invalid syntax",
    1, 17, 1, 18),
  Refusal(
    "del a + b",
    .syntaxError, "cannot delete expression",
    1, 5, 1, 10),
  Refusal(
    "assert (a, b) c",
    .syntaxError, "invalid syntax",
    1, 15, 1, 16),
  Refusal(
    "raise a from",
    .syntaxError, "invalid syntax",
    1, 13, 1, 13),
  Refusal(
    "global a.b",
    .syntaxError, "invalid syntax",
    1, 9, 1, 10),
  Refusal(
    "try:\n pass\nx = 1",
    .syntaxError, "expected 'except' or 'finally' block",
    3, 1, 3, 2),
  Refusal(
    "try:\n pass\nexcept a\n pass",
    .syntaxError, "expected ':'",
    3, 9, 3, 9),
  Refusal(
    "try:\n pass\nexcept* :\n pass",
    .syntaxError, "expected one or more exception types",
    3, 9, 3, 10),
  Refusal(
    "try:\n pass\nexcept a: pass\nexcept* b: pass",
    .syntaxError, "cannot have both 'except' and 'except*' on the same 'try'",
    4, 1, 4, 8),
  Refusal(
    "if a = 1: pass",
    .syntaxError, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
    1, 4, 1, 9),
  Refusal(
    "while a := 1\n",
    .syntaxError, "expected ':'",
    1, 13, 1, 13),
  Refusal(
    "x = if a else b",
    .syntaxError, "invalid syntax",
    1, 5, 1, 7),
  Refusal(
    "x = 0o8",
    .syntaxError, "invalid digit '8' in octal literal",
    1, 7, 1, 7),
  Refusal(
    "x = 0b12",
    .syntaxError, "invalid digit '2' in binary literal",
    1, 8, 1, 8),
  Refusal(
    "x = 0_",
    .syntaxError, "invalid decimal literal",
    1, 6, 1, 6),
  Refusal(
    "x = 1.5.5j2",
    .syntaxError, "invalid imaginary literal",
    1, 10, 1, 10),
  Refusal(
    "x = 1if 1else 2 3",
    .syntaxError, "invalid syntax",
    1, 17, 1, 18),
]
