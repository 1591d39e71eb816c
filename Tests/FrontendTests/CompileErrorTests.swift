// Compares the errors of the symbol table and compile passes with CPython's.
import Testing

@testable import Frontend

/// A source that must be refused, and the error: `line:column-endColumn message`.
struct RefusedSource: CustomTestStringConvertible {
  let text: String
  let error: String?
  init(_ text: String, _ error: String?) {
    self.text = text
    self.error = error
  }
  var testDescription: String { text }
}

@Suite struct CompileErrorTests {
  @Test(arguments: refused) func refuses(_ source: RefusedSource) {
    #expect(compileError(source.text) == source.error)
  }

  @Test(arguments: accepted) func accepts(_ text: String) {
    #expect(compileError(text) == nil)
  }

  static let accepted: [String] = [
    "def f(): return (x async for x in y)",
    "for x in y:\n    try: pass\n    except* E:\n        for z in y: break",
    "class A:\n    def f(self):\n        nonlocal __class__\n        print(__class__)",
    "def f():\n    import x\n    global x",
    "global x\nx = 1",
    "lambda: (yield)",
    "(await x for x in y)",
    "async def f():\n    return [x async for x in y], (x async for x in y), {await x for x in y}",
    "*a, b = *c, d = 1",
    "[*x] = *y, = z",
  ]

  static let refused: [RefusedSource] = [
    RefusedSource("return 1", "1:1-9 'return' outside function"),
    RefusedSource("class A:\n    return 1", "2:5-13 'return' outside function"),
    RefusedSource("break", "1:1-6 'break' outside loop"),
    RefusedSource("continue", "1:1-9 'continue' not properly in loop"),
    RefusedSource("def f():\n    break", "2:5-10 'break' outside loop"),
    RefusedSource("for x in y:\n    def f():\n        continue", "3:9-17 'continue' not properly in loop"),
    RefusedSource("if 1:\n    break", "2:5-10 'break' outside loop"),
    RefusedSource("def f(a, a): pass", "1:10-11 duplicate argument 'a' in function definition"),
    RefusedSource("def f(a, *, a): pass", "1:13-14 duplicate argument 'a' in function definition"),
    RefusedSource("lambda x, x: 1", "1:11-12 duplicate argument 'x' in function definition"),
    RefusedSource("yield 1", "1:1-8 'yield' outside function"),
    RefusedSource("class A:\n    yield 1", "2:5-12 'yield' outside function"),
    RefusedSource("x = yield", "1:5-10 'yield' outside function"),
    RefusedSource("await x", "1:1-8 'await' outside function"),
    RefusedSource("def f():\n    await x", "2:5-12 'await' outside async function"),
    RefusedSource("async def f():\n    yield from x", "2:5-17 'yield from' inside async function"),
    RefusedSource("async def f():\n    yield 1\n    return 2", "3:5-13 'return' with value in async generator"),
    RefusedSource("def f():\n    async for x in y: pass", "2:5-27 'async for' outside async function"),
    RefusedSource("def f():\n    async with y: pass", "2:5-23 'async with' outside async function"),
    RefusedSource("async for x in y: pass", "1:1-23 'async for' outside async function"),
    RefusedSource("async with y: pass", "1:1-19 'async with' outside async function"),
    RefusedSource("try:\n    pass\nexcept:\n    pass\nexcept ValueError:\n    pass", "3:1-9 default 'except:' must be last"),
    RefusedSource("def f():\n    from x import *", "2:19-20 import * only allowed at module level"),
    RefusedSource("class A:\n    from x import *", "2:19-20 import * only allowed at module level"),
    RefusedSource("nonlocal x", "1:1-11 nonlocal declaration not allowed at module level"),
    RefusedSource("def f():\n    nonlocal x", "2:5-15 no binding for nonlocal 'x' found"),
    RefusedSource("def f():\n    x = 1\n    global x", "3:5-13 name 'x' is assigned to before global declaration"),
    RefusedSource("def f():\n    print(x)\n    global x", "3:5-13 name 'x' is used prior to global declaration"),
    RefusedSource("def f(x):\n    global x", "2:5-13 name 'x' is parameter and global"),
    RefusedSource("def f(x):\n    nonlocal x", "2:5-15 name 'x' is parameter and nonlocal"),
    RefusedSource("def f():\n    x: int\n    global x", "3:5-13 annotated name 'x' can't be global"),
    RefusedSource("def f():\n    global x\n    x: int = 1", "3:5-15 annotated name 'x' can't be global"),
    RefusedSource("def f():\n    def g():\n        nonlocal y\n        global y\n    y = 1", "3:9-19 name 'y' is nonlocal and global"),
    RefusedSource("def g():\n    y = 1\n    def f():\n        nonlocal y\n        global y", "4:9-19 name 'y' is nonlocal and global"),
    RefusedSource("__debug__ = 1", "1:1-10 cannot assign to __debug__"),
    RefusedSource("del __debug__", "1:5-14 cannot delete __debug__"),
    RefusedSource("def __debug__(): pass", "1:1-22 cannot assign to __debug__"),
    RefusedSource("def f(__debug__): pass", "1:1-23 cannot assign to __debug__"),
    RefusedSource("class __debug__: pass", "1:1-22 cannot assign to __debug__"),
    RefusedSource("x.__debug__ = 1", "1:1-12 cannot assign to __debug__"),
    RefusedSource("f(__debug__=1)", "1:1-15 cannot assign to __debug__"),
    RefusedSource("import __debug__", "1:1-17 cannot assign to __debug__"),
    RefusedSource("for __debug__ in x: pass", "1:5-14 cannot assign to __debug__"),
    RefusedSource("(__debug__ := 1)", "1:2-11 cannot assign to __debug__"),
    RefusedSource("__debug__ += 1", "1:1-10 cannot assign to __debug__"),
    RefusedSource("__debug__: int = 1", "1:1-10 cannot assign to __debug__"),
    RefusedSource("with x as __debug__: pass", "1:11-20 cannot assign to __debug__"),
    RefusedSource("try: pass\nexcept E as __debug__: pass", "2:1-28 cannot assign to __debug__"),
    RefusedSource("lambda __debug__: 1", "1:1-20 cannot assign to __debug__"),
    RefusedSource("f(a=1, a=2)", "1:8-11 keyword argument repeated: a"),
    RefusedSource("class A(x=1, x=2): pass", "1:14-17 keyword argument repeated: x"),
    RefusedSource("*a = 1", "1:1-3 starred assignment target must be in a list or tuple"),
    RefusedSource("*a, *b = x", "1:1-7 multiple starred expressions in assignment"),
    RefusedSource("print(*a := 1)", "1:10-12 invalid syntax"),
    RefusedSource("x = *a", "1:5-7 can't use starred expression here"),
    RefusedSource("*a", "1:1-3 can't use starred expression here"),
    RefusedSource("del *a", "1:5-7 cannot delete starred"),
    RefusedSource("(*a)", "1:2-4 cannot use starred expression here"),
    RefusedSource("return *a", "1:1-10 'return' outside function"),
    RefusedSource("[x := 1 for x in y]", "1:2-3 assignment expression cannot rebind comprehension iteration variable 'x'"),
    RefusedSource("[y for x in (z := 1)]", "1:14-20 assignment expression cannot be used in a comprehension iterable expression"),
    RefusedSource("class A:\n    [x := 1 for y in z]", "2:6-7 assignment expression within a comprehension cannot be used in a class body"),
    RefusedSource("[[x for x in y] for y in (x := 2)]", "1:27-33 assignment expression cannot be used in a comprehension iterable expression"),
    RefusedSource("[(j := 0) for i in y for j in z]", "1:3-4 assignment expression cannot rebind comprehension iteration variable 'j'"),
    RefusedSource("[i for i in (j for j in x if (k := j))]", "1:31-37 assignment expression cannot be used in a comprehension iterable expression"),
    RefusedSource("[(yield 1) for x in y]", "1:3-10 'yield' inside list comprehension"),
    RefusedSource("def f(): return [(yield 1) for x in y]", "1:19-26 'yield' inside list comprehension"),
    RefusedSource("def f(): return {(yield 1) for x in y}", "1:19-26 'yield' inside set comprehension"),
    RefusedSource("def f(): return {(yield 1): 2 for x in y}", "1:19-26 'yield' inside dict comprehension"),
    RefusedSource("def f(): return ((yield 1) for x in y)", "1:19-26 'yield' inside generator expression"),
    RefusedSource("def f(): return [x async for x in y]", "1:17-37 asynchronous comprehension outside of an asynchronous function"),
    RefusedSource("[x async for x in y]", "1:1-21 asynchronous comprehension outside of an asynchronous function"),
    RefusedSource("def f(): return [await x for x in y]", "1:17-37 asynchronous comprehension outside of an asynchronous function"),
    RefusedSource("from __future__ import braces", "1:1-0 not a chance"),
    RefusedSource("from __future__ import nope", "1:1-0 future feature nope is not defined"),
    RefusedSource("x = 1\nfrom __future__ import annotations", "2:1-35 from __future__ imports must occur at the beginning of the file"),
    RefusedSource("\"doc\"\nfrom __future__ import annotations\nx = 1\nfrom __future__ import division", "4:1-32 from __future__ imports must occur at the beginning of the file"),
    RefusedSource("match x:\n    case [*a, *b]: pass", "2:10-18 multiple starred names in sequence pattern"),
    RefusedSource("match x:\n    case [a, a]: pass", "2:14-15 multiple assignments to name 'a' in pattern"),
    RefusedSource("match x:\n    case a | b: pass", "2:10-11 name capture 'a' makes remaining patterns unreachable"),
    RefusedSource("match x:\n    case [a] | [b]: pass", "2:17-18 alternative patterns bind different names"),
    RefusedSource("match x:\n    case a: pass\n    case b: pass", "2:10-11 name capture 'a' makes remaining patterns unreachable"),
    RefusedSource("match x:\n    case _: pass\n    case 1: pass", "2:10-11 wildcard makes remaining patterns unreachable"),
    RefusedSource("match x:\n    case _ | 1: pass", "2:10-11 wildcard makes remaining patterns unreachable"),
    RefusedSource("match x:\n    case A(a=1, a=2): pass", "2:19-20 attribute name repeated in class pattern: a"),
    RefusedSource("match x:\n    case {\"a\": 1, \"a\": 2}: pass", "2:10-26 mapping pattern checks duplicate key ('a')"),
    RefusedSource("match x:\n    case {1: _, 2: _, **a}: pass\n    case (a as b): pass\n    case _: pass", "3:11-12 name capture 'a' makes remaining patterns unreachable"),
    RefusedSource("for x in y:\n    try: pass\n    except* E:\n        break", "4:9-14 'break', 'continue' and 'return' cannot appear in an except* block"),
    RefusedSource("def f():\n    try: pass\n    except* E:\n        return 1", "4:16-17 'break', 'continue' and 'return' cannot appear in an except* block"),
    RefusedSource("from __future__ import annotations\ndef f(x: (yield)): pass", "2:11-16 'yield expression' can not be used within an annotation"),
    RefusedSource("from __future__ import annotations\ndef f(x: (y := 1)): pass", "2:11-17 'named expression' can not be used within an annotation"),
    RefusedSource("from __future__ import annotations\nx: (await z) = 1", "2:5-12 'await expression' can not be used within an annotation"),
    RefusedSource("def f():\n    try:\n        pass\n    finally:\n        continue", "5:9-17 'continue' not properly in loop"),
    RefusedSource("x = é + (yield)", "1:11-16 'yield' outside function"),
    RefusedSource("def f():\n    é = \"ü\"; return é, (await x)", "2:28-35 'await' outside async function"),
    RefusedSource("def f():\n    global x, y\n    def g():\n        nonlocal x", "4:9-19 no binding for nonlocal 'x' found"),
    RefusedSource("def f(a, b):\n    def g(c, c): pass", "2:14-15 duplicate argument 'c' in function definition"),
    RefusedSource("def f():\n    del x\n    global x", "3:5-13 name 'x' is assigned to before global declaration"),
    RefusedSource("def f():\n    for x in y: pass\n    nonlocal x", "3:5-15 name 'x' is assigned to before nonlocal declaration"),
    RefusedSource("class A:\n    global x\n    x: int = 1", "3:5-15 annotated name 'x' can't be global"),
    RefusedSource("x = 1\nglobal x", "2:1-9 name 'x' is assigned to before global declaration"),
    RefusedSource("print(x)\nglobal x", "2:1-9 name 'x' is used prior to global declaration"),
    RefusedSource("def f():\n    (x): int = 5\n    global x", "3:5-13 name 'x' is assigned to before global declaration"),
    RefusedSource("lambda: await x", "1:9-16 'await' outside async function"),
    RefusedSource("[await x for x in y]", "1:1-21 asynchronous comprehension outside of an asynchronous function"),
    RefusedSource("def f():\n  with a: \n    return\n  continue", "4:3-11 'continue' not properly in loop"),
    RefusedSource("while 1:\n    class A:\n        break", "3:9-14 'break' outside loop"),
    RefusedSource("async def f():\n    lambda: await x", "2:13-20 'await' outside async function"),
    RefusedSource("async def f():\n    def g():\n        [x async for x in y]", "3:9-29 asynchronous comprehension outside of an asynchronous function"),
    RefusedSource("async def f():\n    class A:\n        await x", "3:9-16 'await' outside function"),
    RefusedSource("for *x in y: pass", "1:5-7 starred assignment target must be in a list or tuple"),
    RefusedSource("for *x, *z in y: pass", "1:5-11 multiple starred expressions in assignment"),
    RefusedSource("with x as *y: pass", "1:11-13 starred assignment target must be in a list or tuple"),
    RefusedSource("with x as (*y, *z): pass", "1:11-19 multiple starred expressions in assignment"),
    RefusedSource("def f(*, a): a: int; global a", "1:22-30 name 'a' is parameter and global"),
    RefusedSource("def f():\n    nonlocal x\n    x = 1", "2:5-15 no binding for nonlocal 'x' found"),
  ]
}
