// Lists sources that parse but that Python 3.11.2 refuses to compile, and some that it accepts.

let scopeRefusals: [Refusal] = [
  Refusal(
    "return 1",
    .syntaxError, "'return' outside function",
    1, 1, 1, 9),
  Refusal(
    "def f(a,a): pass",
    .syntaxError, "duplicate argument 'a' in function definition",
    1, 9, 1, 10),
  Refusal(
    "def f(a, *, a): pass",
    .syntaxError, "duplicate argument 'a' in function definition",
    1, 13, 1, 14),
  Refusal(
    "lambda a,a: 0",
    .syntaxError, "duplicate argument 'a' in function definition",
    1, 10, 1, 11),
  Refusal(
    "class A:\n  return 2",
    .syntaxError, "'return' outside function",
    2, 3, 2, 11),
  Refusal(
    "break",
    .syntaxError, "'break' outside loop",
    1, 1, 1, 6),
  Refusal(
    "continue",
    .syntaxError, "'continue' not properly in loop",
    1, 1, 1, 9),
  Refusal(
    "for x in y:\n  def f(): break",
    .syntaxError, "'break' outside loop",
    2, 12, 2, 17),
  Refusal(
    "while 1:\n  class A:\n    continue",
    .syntaxError, "'continue' not properly in loop",
    3, 5, 3, 13),
  Refusal(
    "for x in y: pass\nelse: break",
    .syntaxError, "'break' outside loop",
    2, 7, 2, 12),
  Refusal(
    "def f(a):\n  global a",
    .syntaxError, "name 'a' is parameter and global",
    2, 3, 2, 11),
  Refusal(
    "def f():\n  x=1\n  global x",
    .syntaxError, "name 'x' is assigned to before global declaration",
    3, 3, 3, 11),
  Refusal(
    "def f():\n  x\n  global x",
    .syntaxError, "name 'x' is used prior to global declaration",
    3, 3, 3, 11),
  Refusal(
    "def f():\n  x:int\n  global x",
    .syntaxError, "annotated name 'x' can't be global",
    3, 3, 3, 11),
  Refusal(
    "def f():\n  global x\n  x:int",
    .syntaxError, "annotated name 'x' can't be global",
    3, 3, 3, 8),
  Refusal(
    "nonlocal x",
    .syntaxError, "nonlocal declaration not allowed at module level",
    1, 1, 1, 11),
  Refusal(
    "def f():\n  nonlocal x",
    .syntaxError, "no binding for nonlocal 'x' found",
    2, 3, 2, 13),
  Refusal(
    "def f():\n  x=1\n  def g():\n    nonlocal x, y",
    .syntaxError, "no binding for nonlocal 'y' found",
    4, 5, 4, 18),
  Refusal(
    "def f():\n  global x\n  nonlocal x",
    .syntaxError, "name 'x' is nonlocal and global",
    2, 3, 2, 11),
  Refusal(
    "def f():\n  from a import *",
    .syntaxError, "import * only allowed at module level",
    2, 17, 2, 18),
  Refusal(
    "class A:\n  from a import *",
    .syntaxError, "import * only allowed at module level",
    2, 17, 2, 18),
  Refusal(
    "yield 1",
    .syntaxError, "'yield' outside function",
    1, 1, 1, 8),
  Refusal(
    "class A:\n  yield 1",
    .syntaxError, "'yield' outside function",
    2, 3, 2, 10),
  Refusal(
    "x = [(yield 1) for x in y]",
    .syntaxError, "'yield' inside list comprehension",
    1, 7, 1, 14),
  Refusal(
    "def f():\n x = {(yield 1) for x in y}",
    .syntaxError, "'yield' inside set comprehension",
    2, 8, 2, 15),
  Refusal(
    "def f():\n x = {1:(yield 1) for x in y}",
    .syntaxError, "'yield' inside dict comprehension",
    2, 10, 2, 17),
  Refusal(
    "def f(): ((yield) for x in y)",
    .syntaxError, "'yield' inside generator expression",
    1, 12, 1, 17),
  Refusal(
    "await x",
    .syntaxError, "'await' outside function",
    1, 1, 1, 8),
  Refusal(
    "def f(): await x",
    .syntaxError, "'await' outside async function",
    1, 10, 1, 17),
  Refusal(
    "async def f(): yield from x",
    .syntaxError, "'yield from' inside async function",
    1, 16, 1, 28),
  Refusal(
    "async def f():\n  yield\n  return 1",
    .syntaxError, "'return' with value in async generator",
    3, 3, 3, 11),
  Refusal(
    "def f():\n  async for x in y: pass",
    .syntaxError, "'async for' outside async function",
    2, 3, 2, 25),
  Refusal(
    "def f():\n async with a: pass",
    .syntaxError, "'async with' outside async function",
    2, 2, 2, 20),
  Refusal(
    "async with a: pass",
    .syntaxError, "'async with' outside async function",
    1, 1, 1, 19),
  Refusal(
    "def f(): [x async for x in y]",
    .syntaxError, "asynchronous comprehension outside of an asynchronous function",
    1, 10, 1, 30),
  Refusal(
    "[x async for x in y]",
    .syntaxError, "asynchronous comprehension outside of an asynchronous function",
    1, 1, 1, 21),
  Refusal(
    "[await x for x in y]",
    .syntaxError, "asynchronous comprehension outside of an asynchronous function",
    1, 1, 1, 21),
  Refusal(
    "try: pass\nexcept: pass\nexcept a: pass",
    .syntaxError, "default 'except:' must be last",
    2, 1, 2, 13),
  Refusal(
    "for x in y:\n  try: pass\n  except* a: break",
    .syntaxError, "'break', 'continue' and 'return' cannot appear in an except* block",
    3, 14, 3, 19),
  Refusal(
    "def f():\n  try: pass\n  except* a:\n    for x in y: break\n    return",
    .syntaxError, "'break', 'continue' and 'return' cannot appear in an except* block",
    5, 5, 5, 11),
  Refusal(
    "*a",
    .syntaxError, "can't use starred expression here",
    1, 1, 1, 3),
  Refusal(
    "x = *a",
    .syntaxError, "can't use starred expression here",
    1, 5, 1, 7),
  Refusal(
    "*a = b",
    .syntaxError, "starred assignment target must be in a list or tuple",
    1, 1, 1, 3),
  Refusal(
    "return *a",
    .syntaxError, "'return' outside function",
    1, 1, 1, 10),
  Refusal(
    "def f(): return *a",
    .syntaxError, "can't use starred expression here",
    1, 17, 1, 19),
  Refusal(
    "*a, *b = c",
    .syntaxError, "multiple starred expressions in assignment",
    1, 1, 1, 7),
  Refusal(
    "[*a, *b] = c",
    .syntaxError, "multiple starred expressions in assignment",
    1, 1, 1, 9),
  Refusal(
    "for *a in b: pass",
    .syntaxError, "starred assignment target must be in a list or tuple",
    1, 5, 1, 7),
  Refusal(
    "for *a, *b in b: pass",
    .syntaxError, "multiple starred expressions in assignment",
    1, 5, 1, 11),
  Refusal(
    "__debug__ = 1",
    .syntaxError, "cannot assign to __debug__",
    1, 1, 1, 10),
  Refusal(
    "del __debug__",
    .syntaxError, "cannot delete __debug__",
    1, 5, 1, 14),
  Refusal(
    "def f(__debug__): pass",
    .syntaxError, "cannot assign to __debug__",
    1, 1, 1, 23),
  Refusal(
    "f(__debug__=1)",
    .syntaxError, "cannot assign to __debug__",
    1, 1, 1, 15),
  Refusal(
    "x.__debug__ = 1",
    .syntaxError, "cannot assign to __debug__",
    1, 1, 1, 12),
  Refusal(
    "import __debug__",
    .syntaxError, "cannot assign to __debug__",
    1, 1, 1, 17),
  Refusal(
    "f(a=1, b=2, a=3)",
    .syntaxError, "keyword argument repeated: a",
    1, 13, 1, 16),
  Refusal(
    "class A(a=1, a=2): pass",
    .syntaxError, "keyword argument repeated: a",
    1, 14, 1, 17),
  Refusal(
    "x=1\nfrom __future__ import division",
    .syntaxError, "from __future__ imports must occur at the beginning of the file",
    2, 1, 2, 32),
  Refusal(
    "from __future__ import foo",
    .syntaxError, "future feature foo is not defined",
    1, 1, 1, 0),
  Refusal(
    "from __future__ import braces",
    .syntaxError, "not a chance",
    1, 1, 1, 0),
  Refusal(
    "match x:\n  case _: pass\n  case 1: pass",
    .syntaxError, "wildcard makes remaining patterns unreachable",
    2, 8, 2, 9),
  Refusal(
    "match x:\n  case a: pass\n  case 1: pass",
    .syntaxError, "name capture 'a' makes remaining patterns unreachable",
    2, 8, 2, 9),
  Refusal(
    "match x:\n  case a | 1: pass",
    .syntaxError, "name capture 'a' makes remaining patterns unreachable",
    2, 8, 2, 9),
  Refusal(
    "match x:\n  case 1 | a: pass",
    .syntaxError, "alternative patterns bind different names",
    2, 12, 2, 13),
  Refusal(
    "match x:\n  case [a,a]: pass",
    .syntaxError, "multiple assignments to name 'a' in pattern",
    2, 11, 2, 12),
  Refusal(
    "match x:\n  case [*a,*b]: pass",
    .syntaxError, "multiple starred names in sequence pattern",
    2, 8, 2, 15),
  Refusal(
    "match x:\n  case A(a=1,a=2): pass",
    .syntaxError, "attribute name repeated in class pattern: a",
    2, 16, 2, 17),
  Refusal(
    "match x:\n  case {1:a,1:b}: pass",
    .syntaxError, "mapping pattern checks duplicate key (1)",
    2, 8, 2, 17),
  Refusal(
    "match x:\n  case {'a':a,'a':b}: pass",
    .syntaxError, "mapping pattern checks duplicate key ('a')",
    2, 8, 2, 21),
  Refusal(
    "match x:\n  case (a as b) as b: pass",
    .syntaxError, "multiple assignments to name 'b' in pattern",
    2, 9, 2, 10),
  Refusal(
    "match x:\n  case f'a': pass",
    .syntaxError, "patterns may only match literals and attribute lookups",
    2, 8, 2, 12),
  Refusal(
    "match x:\n  case [a]|[b]: pass",
    .syntaxError, "alternative patterns bind different names",
    2, 13, 2, 14),
  Refusal(
    "[x:=1 for x in y]",
    .syntaxError, "assignment expression cannot rebind comprehension iteration variable 'x'",
    1, 2, 1, 3),
  Refusal(
    "[x for y in (z:=1)]",
    .syntaxError, "assignment expression cannot be used in a comprehension iterable expression",
    1, 14, 1, 18),
  Refusal(
    "[[x:=1 for z in y] for x in w]",
    .syntaxError, "assignment expression cannot rebind comprehension iteration variable 'x'",
    1, 3, 1, 4),
  Refusal(
    "class A: [x:=1 for y in z]",
    .syntaxError, "assignment expression within a comprehension cannot be used in a class body",
    1, 11, 1, 12),
  Refusal(
    "[(y:=1) for x in y for y in z]",
    .syntaxError, "assignment expression cannot rebind comprehension iteration variable 'y'",
    1, 3, 1, 4),
  Refusal(
    "[x for x in y if (x:=1)]",
    .syntaxError, "assignment expression cannot rebind comprehension iteration variable 'x'",
    1, 19, 1, 20),
  Refusal(
    "def f():\n  [(a:=1) for b in c]\n  global a",
    .syntaxError, "name 'a' is assigned to before global declaration",
    3, 3, 3, 11),
  Refusal(
    "class A:\n  x=1\n  def g(self): nonlocal x",
    .syntaxError, "no binding for nonlocal 'x' found",
    3, 16, 3, 26),
  Refusal(
    "def f(a):\n  nonlocal a",
    .syntaxError, "name 'a' is parameter and nonlocal",
    2, 3, 2, 13),
  Refusal(
    "def f():\n  a=1\n  nonlocal a",
    .syntaxError, "name 'a' is assigned to before nonlocal declaration",
    3, 3, 3, 13),
  Refusal(
    "def f():\n print(a)\n nonlocal a",
    .syntaxError, "name 'a' is used prior to nonlocal declaration",
    3, 2, 3, 12),
  Refusal(
    "def f():\n  (a): int = 1\n  global a",
    .syntaxError, "name 'a' is assigned to before global declaration",
    3, 3, 3, 11),
  Refusal(
    "x: int\nglobal x",
    .syntaxError, "annotated name 'x' can't be global",
    2, 1, 2, 9),
  Refusal(
    "x=1\nglobal x",
    .syntaxError, "name 'x' is assigned to before global declaration",
    2, 1, 2, 9),
  Refusal(
    "def f():\n  def a(): pass\n  global a",
    .syntaxError, "name 'a' is assigned to before global declaration",
    3, 3, 3, 11),
  Refusal(
    "def f():\n for a in b: pass\n global a",
    .syntaxError, "name 'a' is assigned to before global declaration",
    3, 2, 3, 10),
  Refusal(
    "def f():\n  with a as b: pass\n  global b",
    .syntaxError, "name 'b' is assigned to before global declaration",
    3, 3, 3, 11),
  Refusal(
    "def f():\n try: pass\n except a as b: pass\n global b",
    .syntaxError, "name 'b' is assigned to before global declaration",
    4, 2, 4, 10),
  Refusal(
    "if 0:\n  return",
    .syntaxError, "'return' outside function",
    2, 3, 2, 9),
  Refusal(
    "while 0:\n  return",
    .syntaxError, "'return' outside function",
    2, 3, 2, 9),
  Refusal(
    "x = lambda: await y",
    .syntaxError, "'await' outside async function",
    1, 13, 1, 20),
  Refusal(
    "async def f(): lambda: await y",
    .syntaxError, "'await' outside async function",
    1, 24, 1, 31),
  Refusal(
    "def f(): [a async for a in b]",
    .syntaxError, "asynchronous comprehension outside of an asynchronous function",
    1, 10, 1, 30),
  Refusal(
    "async def f():\n def g(): [x async for x in y]",
    .syntaxError, "asynchronous comprehension outside of an asynchronous function",
    2, 11, 2, 31),
  Refusal(
    "def f(): [[x async for x in y] for z in w]",
    .syntaxError, "asynchronous comprehension outside of an asynchronous function",
    1, 10, 1, 43),
  Refusal(
    "with a as (*b, *c): pass",
    .syntaxError, "multiple starred expressions in assignment",
    1, 11, 1, 19),
  Refusal(
    "def f():\n  return\n  x = yield\nclass A:\n  break",
    .syntaxError, "'break' outside loop",
    5, 3, 5, 8),
  Refusal(
    "@(yield)\ndef f(): pass",
    .syntaxError, "'yield' outside function",
    1, 3, 1, 8),
  Refusal(
    "def f(a=(yield)): pass",
    .syntaxError, "'yield' outside function",
    1, 10, 1, 15),
  Refusal(
    "def f(a:(yield)): pass",
    .syntaxError, "'yield' outside function",
    1, 10, 1, 15),
  Refusal(
    "class A((yield)): pass",
    .syntaxError, "'yield' outside function",
    1, 10, 1, 15),
  Refusal(
    "def f() -> (yield): pass",
    .syntaxError, "'yield' outside function",
    1, 13, 1, 18),
  Refusal(
    "try: pass\nexcept* a:\n  return",
    .syntaxError, "'return' outside function",
    3, 3, 3, 9),
  Refusal(
    "try: pass\nexcept* a:\n  continue",
    .syntaxError, "'break', 'continue' and 'return' cannot appear in an except* block",
    3, 3, 3, 11),
  Refusal(
    "from __future__ import annotations, nope",
    .syntaxError, "future feature nope is not defined",
    1, 1, 1, 0),
  Refusal(
    "'a'\n'b'\nfrom __future__ import division",
    .syntaxError, "from __future__ imports must occur at the beginning of the file",
    3, 1, 3, 32),
  Refusal(
    "class A:\n    def f(self):\n        nonlocal __x\n",
    .syntaxError, "no binding for nonlocal '_A__x' found",
    3, 9, 3, 21),
]

let scopeAccepted: [String] = [
  "(x async for x in y)",
  "'doc'\nfrom __future__ import division\nx=1",
  "match x:\n  case a if b: pass\n  case 1: pass",
  "def f():\n  def g(): nonlocal x\n  x=1",
  "class A:\n  def f(self): nonlocal __class__",
  "global x\nx: int",
  "def f():\n  import a\n  global a",
  "lambda: (yield)",
  "async def f(): [await x for x in y]",
  "async def f(): (await x for x in y)",
  "def f(): (await x for x in y)",
  "async def f(): [[x async for x in y] for z in w]",
  "def f(): ([x async for x in y] for z in w)",
  "a[*b]",
  "f(*a, *b)",
  "print(*a, x=1, **b)",
  "def f(*args: *a): pass",
  "def f(x):\n  class A:\n    nonlocal x\n    global y\n    y = x",
  "for x in y:\n  try: pass\n  except* a:\n    pass\n  else: break\n  finally: continue",
]
