// Lists the first half of the sources that Python 3.11.2 refuses, with what it reports for them.

let refusals1: [Refusal] = [
  Refusal(
    "{1:2} = 3",
    .syntaxError, "cannot assign to dict literal here. Maybe you meant '==' instead of '='?",
    1, 1, 1, 6),
  Refusal(
    "{1} = 2",
    .syntaxError, "cannot assign to set display here. Maybe you meant '==' instead of '='?",
    1, 1, 1, 4),
  Refusal(
    "f\"{a}\"=1",
    .syntaxError, "cannot assign to f-string expression here. Maybe you meant '==' instead of '='?",
    1, 1, 1, 7),
  Refusal(
    "...=1",
    .syntaxError, "cannot assign to ellipsis here. Maybe you meant '==' instead of '='?",
    1, 1, 1, 4),
  Refusal(
    "a if b else c = 1",
    .syntaxError, "cannot assign to conditional expression",
    1, 1, 1, 14),
  Refusal(
    "(a for b in c) = 1",
    .syntaxError, "cannot assign to generator expression",
    1, 1, 1, 15),
  Refusal(
    "f(**a, *b)",
    .syntaxError, "iterable argument unpacking follows keyword argument unpacking",
    1, 3, 1, 6),
  Refusal(
    "f(**a, b)",
    .syntaxError, "positional argument follows keyword argument unpacking",
    1, 9, 1, 10),
  Refusal(
    "f(a=1, b)",
    .syntaxError, "positional argument follows keyword argument",
    1, 9, 1, 10),
  Refusal(
    "x = {1:2, 3}",
    .syntaxError, "':' expected after dictionary key",
    1, 11, 1, 0),
  Refusal(
    "x={1:}",
    .syntaxError, "expression expected after dictionary key and ':'",
    1, 5, 1, 6),
  Refusal(
    "x = {1:*a}",
    .syntaxError, "cannot use a starred expression in a dictionary value",
    1, 8, 1, 10),
  Refusal(
    "f(a for a in b, c)",
    .syntaxError, "Generator expression must be parenthesized",
    1, 3, 1, 15),
  Refusal(
    "f(True=1)",
    .syntaxError, "cannot assign to True",
    1, 3, 1, 8),
  Refusal(
    "f(a.b=1)",
    .syntaxError, "expression cannot contain assignment, perhaps you meant \"==\"?",
    1, 3, 1, 7),
  Refusal(
    "print 1",
    .syntaxError, "Missing parentheses in call to 'print'. Did you mean print(...)?",
    1, 1, 1, 8),
  Refusal(
    "exec \"a\"",
    .syntaxError, "Missing parentheses in call to 'exec'. Did you mean exec(...)?",
    1, 1, 1, 9),
  Refusal(
    "def f(a=1,b): pass",
    .syntaxError, "non-default argument follows default argument",
    1, 11, 1, 12),
  Refusal(
    "lambda a=1,b: 0",
    .syntaxError, "non-default argument follows default argument",
    1, 12, 1, 13),
  Refusal(
    "[x, y for x in z]",
    .syntaxError, "did you forget parentheses around the comprehension target?",
    1, 2, 1, 6),
  Refusal(
    "{**a for a in b}",
    .syntaxError, "dict unpacking cannot be used in dict comprehension",
    1, 2, 1, 4),
  Refusal(
    "for 1 in x: pass",
    .syntaxError, "cannot assign to literal",
    1, 5, 1, 6),
  Refusal(
    "with a as 1: pass",
    .syntaxError, "cannot assign to literal",
    1, 11, 1, 12),
  Refusal(
    "del f()",
    .syntaxError, "cannot delete function call",
    1, 5, 1, 8),
  Refusal(
    "del *a",
    .syntaxError, "cannot delete starred",
    1, 5, 1, 7),
  Refusal(
    "a += b = c",
    .syntaxError, "invalid syntax",
    1, 8, 1, 9),
  Refusal(
    "(a,b) += 1",
    .syntaxError, "'tuple' is an illegal expression for augmented assignment",
    1, 1, 1, 6),
  Refusal(
    "a.b: int = 3 = 4",
    .syntaxError, "invalid syntax",
    1, 14, 1, 15),
  Refusal(
    "a, b: int",
    .syntaxError, "only single target (not tuple) can be annotated",
    1, 1, 1, 2),
  Refusal(
    "1: int",
    .syntaxError, "illegal target for annotation",
    1, 1, 1, 2),
  Refusal(
    "[a]: int",
    .syntaxError, "only single target (not list) can be annotated",
    1, 1, 1, 4),
  Refusal(
    "x = yield = 1",
    .syntaxError, "assignment to yield expression not possible",
    1, 5, 1, 10),
  Refusal(
    "import a.",
    .syntaxError, "invalid syntax",
    1, 10, 1, 10),
  Refusal(
    "from a import b,",
    .syntaxError, "trailing comma not allowed without surrounding parentheses",
    1, 17, 1, 17),
  Refusal(
    "from a import (b,,)",
    .syntaxError, "invalid syntax",
    1, 18, 1, 19),
  Refusal(
    "try: pass\nx",
    .syntaxError, "expected 'except' or 'finally' block",
    2, 1, 2, 2),
  Refusal(
    "try:\n  pass\nexcept a, b: pass",
    .syntaxError, "multiple exception types must be parenthesized",
    3, 8, 3, 12),
  Refusal(
    "class A: x = 1 2",
    .syntaxError, "invalid syntax",
    1, 16, 1, 17),
  Refusal(
    "match x:\n  case 1 as _: pass",
    .syntaxError, "cannot use '_' as a target",
    2, 13, 2, 14),
  Refusal(
    "match x:\n case A(a=1, b): pass",
    .syntaxError, "positional patterns follow keyword patterns",
    2, 14, 2, 15),
  Refusal(
    "case 1",
    .syntaxError, "invalid syntax",
    1, 6, 1, 7),
  Refusal(
    "if x = 3: pass",
    .syntaxError, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
    1, 4, 1, 9),
  Refusal(
    "if x\n  pass",
    .syntaxError, "expected ':'",
    1, 5, 1, 5),
  Refusal(
    "else: pass",
    .syntaxError, "invalid syntax",
    1, 1, 1, 5),
  Refusal(
    "elif x: pass",
    .syntaxError, "invalid syntax",
    1, 1, 1, 5),
  Refusal(
    "a b",
    .syntaxError, "invalid syntax",
    1, 3, 1, 4),
  Refusal(
    "a 1",
    .syntaxError, "invalid syntax",
    1, 3, 1, 4),
  Refusal(
    "\"a\" 1",
    .syntaxError, "invalid syntax",
    1, 5, 1, 6),
  Refusal(
    "(a b)",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 2, 1, 5),
  Refusal(
    "(a, b c)",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 5, 1, 8),
  Refusal(
    "f(a b)",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 3, 1, 6),
  Refusal(
    "[a b]",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 2, 1, 5),
  Refusal(
    "x = (1 2)",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 6, 1, 9),
  Refusal(
    "print(1 2)",
    .syntaxError, "invalid syntax. Perhaps you forgot a comma?",
    1, 7, 1, 10),
  Refusal(
    "(a if b)",
    .syntaxError, "expected 'else' after 'if' expression",
    1, 2, 1, 8),
  Refusal(
    "x = a if b",
    .syntaxError, "expected 'else' after 'if' expression",
    1, 5, 1, 11),
  Refusal(
    "def f(): return\n x",
    .indentationError, "unexpected indent",
    2, 1, 2, -1),
  Refusal(
    "\tif 1:\n  x",
    .indentationError, "unexpected indent",
    1, 1, 1, -1),
  Refusal(
    "(a := 1) := 2",
    .syntaxError, "cannot use assignment expressions with named expression",
    1, 2, 1, 8),
  Refusal(
    "a := 1",
    .syntaxError, "invalid syntax",
    1, 3, 1, 5),
  Refusal(
    "x = (a.b := 1)",
    .syntaxError, "cannot use assignment expressions with attribute",
    1, 6, 1, 9),
  Refusal(
    "(*a)",
    .syntaxError, "cannot use starred expression here",
    1, 2, 1, 4),
  Refusal(
    "print(*a for a in b)",
    .syntaxError, "iterable unpacking cannot be used in comprehension",
    1, 7, 1, 9),
  Refusal(
    "f(**a for a in b)",
    .syntaxError, "invalid syntax",
    1, 7, 1, 10),
  Refusal(
    "def f(*): pass",
    .syntaxError, "named arguments must follow bare *",
    1, 7, 1, 8),
  Refusal(
    "def f(*, **k): pass",
    .syntaxError, "named arguments must follow bare *",
    1, 7, 1, 8),
  Refusal(
    "def f(a, /, b, /): pass",
    .syntaxError, "/ may appear only once",
    1, 16, 1, 17),
  Refusal(
    "def f(*a, /): pass",
    .syntaxError, "/ must be ahead of *",
    1, 11, 1, 12),
  Refusal(
    "def f(/): pass",
    .syntaxError, "invalid syntax",
    1, 7, 1, 8),
  Refusal(
    "def f(**k, a): pass",
    .syntaxError, "arguments cannot follow var-keyword argument",
    1, 12, 1, 13),
  Refusal(
    "def f(*a=1): pass",
    .syntaxError, "var-positional argument cannot have default value",
    1, 9, 1, 10),
  Refusal(
    "def f(a=): pass",
    .syntaxError, "expected default value expression",
    1, 8, 1, 9),
  Refusal(
    "def f((a)): pass",
    .syntaxError, "Function parameters cannot be parenthesized",
    1, 7, 1, 10),
  Refusal(
    "lambda (a): 0",
    .syntaxError, "Lambda expression parameters cannot be parenthesized",
    1, 8, 1, 11),
  Refusal(
    "class A(x for x in y): pass",
    .syntaxError, "invalid syntax",
    1, 11, 1, 14),
  Refusal(
    "async x",
    .syntaxError, "invalid syntax",
    1, 7, 1, 8),
  Refusal(
    "await",
    .syntaxError, "invalid syntax",
    1, 6, 1, 6),
  Refusal(
    "x = await",
    .syntaxError, "invalid syntax",
    1, 10, 1, 10),
  Refusal(
    "async def f(): await = 1",
    .syntaxError, "invalid syntax",
    1, 22, 1, 23),
  Refusal(
    "return = 1",
    .syntaxError, "invalid syntax",
    1, 8, 1, 9),
  Refusal(
    "None = 1",
    .syntaxError, "cannot assign to None",
    1, 1, 1, 5),
  Refusal(
    "True = 1",
    .syntaxError, "cannot assign to True",
    1, 1, 1, 5),
  Refusal(
    "a = None = 1",
    .syntaxError, "cannot assign to None",
    1, 5, 1, 9),
  Refusal(
    "def None(): pass",
    .syntaxError, "invalid syntax",
    1, 5, 1, 9),
  Refusal(
    "def f(None): pass",
    .syntaxError, "invalid syntax",
    1, 7, 1, 11),
  Refusal(
    "f(a, b=1, *c, d)",
    .syntaxError, "positional argument follows keyword argument",
    1, 16, 1, 17),
  Refusal(
    "f(a, **b, *c)",
    .syntaxError, "iterable argument unpacking follows keyword argument unpacking",
    1, 3, 1, 9),
  Refusal(
    "a..b",
    .syntaxError, "invalid syntax",
    1, 3, 1, 4),
  Refusal(
    "a.1",
    .syntaxError, "invalid syntax",
    1, 2, 1, 4),
  Refusal(
    "1.a",
    .syntaxError, "invalid decimal literal",
    1, 2, 1, 2),
  Refusal(
    "1_",
    .syntaxError, "invalid decimal literal",
    1, 2, 1, 2),
  Refusal(
    "1__0",
    .syntaxError, "invalid decimal literal",
    1, 2, 1, 2),
  Refusal(
    "0777",
    .syntaxError, "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
    1, 1, 1, 2),
  Refusal(
    "0o9",
    .syntaxError, "invalid digit '9' in octal literal",
    1, 3, 1, 3),
  Refusal(
    "0b2",
    .syntaxError, "invalid digit '2' in binary literal",
    1, 3, 1, 3),
  Refusal(
    "0xg",
    .syntaxError, "invalid hexadecimal literal",
    1, 2, 1, 2),
  Refusal(
    "1e",
    .syntaxError, "invalid decimal literal",
    1, 1, 1, 1),
  Refusal(
    "1e+",
    .syntaxError, "invalid decimal literal",
    1, 3, 1, 3),
  Refusal(
    "12abc",
    .syntaxError, "invalid decimal literal",
    1, 2, 1, 2),
  Refusal(
    "1.2.3",
    .syntaxError, "invalid syntax",
    1, 4, 1, 6),
  Refusal(
    "$",
    .syntaxError, "invalid syntax",
    1, 1, 1, 2),
  Refusal(
    "?",
    .syntaxError, "invalid syntax",
    1, 1, 1, 2),
  Refusal(
    "a ? b",
    .syntaxError, "invalid syntax",
    1, 3, 1, 4),
  Refusal(
    "!",
    .syntaxError, "invalid syntax",
    1, 1, 1, 2),
  Refusal(
    "a ! b",
    .syntaxError, "invalid syntax",
    1, 3, 1, 4),
  Refusal(
    "a <> b",
    .syntaxError, "invalid syntax",
    1, 3, 1, 5),
  Refusal(
    "@",
    .syntaxError, "invalid syntax",
    1, 2, 1, 2),
  Refusal(
    "@a",
    .syntaxError, "invalid syntax",
    1, 0, 1, 0),
  Refusal(
    "@a\nx",
    .syntaxError, "invalid syntax",
    2, 1, 2, 2),
  Refusal(
    "\\a",
    .syntaxError, "unexpected character after line continuation character",
    1, 2, 1, 0),
  Refusal(
    "a = \\ b",
    .syntaxError, "unexpected character after line continuation character",
    1, 6, 1, 0),
  Refusal(
    ")",
    .syntaxError, "unmatched ')'",
    1, 1, 1, 1),
  Refusal(
    "(]",
    .syntaxError, "closing parenthesis ']' does not match opening parenthesis '('",
    1, 2, 1, 2),
  Refusal(
    "(",
    .syntaxError, "'(' was never closed",
    1, 1, 1, 0),
  Refusal(
    "[",
    .syntaxError, "'[' was never closed",
    1, 1, 1, 0),
  Refusal(
    "{",
    .syntaxError, "'{' was never closed",
    1, 1, 1, 0),
  Refusal(
    "{(",
    .syntaxError, "'(' was never closed",
    1, 2, 1, 0),
  Refusal(
    "a(\nb",
    .syntaxError, "'(' was never closed",
    1, 2, 1, 0),
  Refusal(
    "for a in b:\nx",
    .indentationError, "expected an indented block after 'for' statement on line 1",
    2, 1, 2, 2),
  Refusal(
    "class A:\nx",
    .indentationError, "expected an indented block after class definition on line 1",
    2, 1, 2, 2),
  Refusal(
    "def f():\nx",
    .indentationError, "expected an indented block after function definition on line 1",
    2, 1, 2, 2),
  Refusal(
    "with a:\nx",
    .indentationError, "expected an indented block after 'with' statement on line 1",
    2, 1, 2, 2),
  Refusal(
    "try:\nx",
    .indentationError, "expected an indented block after 'try' statement on line 1",
    2, 1, 2, 2),
]
