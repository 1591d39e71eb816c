// Lists sources that cover the grammar; their trees are compared with Python's.

let treeSources: [String] = [
  """
  def f(a, b=1, /, c: int = 2, *d: *e, g, h=3, **i) -> j:
      'doc'
      global x, y
      return *a, b
  async def g(*, a): await a; return
  @dec.o(1)
  @x
  class C(A, *B, metaclass=M, **k):
      x: int = 1
      (y): str
      z.a: int
  lambda: 0; lambda a, /, b=1, *c, d=2, e, **f: a
  lambda *, a: a; lambda *a: a; lambda **a: a
  """,
  """
  if a: b
  elif c: d
  elif (e := f): g
  else: h
  for a, *b in c, *d: break
  else: continue
  while a:
      pass
  else:
      pass
  try: a
  except B: c
  except (D, E) as f: g
  except: h
  else: i
  finally: j
  try: a
  except* B as c: d
  with a, b as c, d as (e, f), g as h.i: pass
  with (a as b, c,): pass
  with (a, b): pass
  with (a): pass
  with (a) as b: pass
  with (yield): pass
  with (a, b) as c, d: pass
  async def f():
      async with a as b: pass
      async for c in d: pass
      return [x async for x in y if z if w for q in r]
  """,
  """
  match x, *y:
      case 1 | -2.5 | 3 + 4j | -5 - 6J | 'a' 'b' | b'c' | None | True | False: pass
      case a.b.c | _: pass
      case [a, _, *b] | (c, *_) | [*d] | () | []: pass
      case {}: pass
      case {'a': b, 1: _, -1: c, x.y: d, None: e, **rest}: pass
      case A() | B.C(1, a, b=2, c=d,): pass
      case (a) as b if c: pass
      case a, : pass
      case *a, b: pass
  match = case = _ = type = 1
  match.x; match[1]; match(1); match * 2; match, case
  match (x):
      case (y): z
  print(match, case)
  """,
  """
  a = b = c, *d = yield_ = 1
  a += 1; a -= 1; a *= 1; a @= 1; a /= 1; a %= 1; a &= 1; a |= 1; a ^= 1
  a <<= 1; a >>= 1; a **= 1; a //= 1; (a.b) += 1; a[b] += 1, 2
  (a, [b, *c]), d[0], e.f = g
  [] = () = a
  *a, = b
  del a, (b, c), [d, e], f.g, h[i], (j)
  x = yield; x = yield a, b; x = yield from a
  assert a, b; raise; raise a; raise a from b
  import a.b.c as d, e
  from .a.b import c as d, e
  from ... import (a, b,)
  from .... import *
  nonlocal_ = 1
  """,
  """
  a or b and not c in d not in e is f is not g < h <= i == j != k > l >= m
  a | b ^ c & d << e >> f + g - h * i / j // k % l @ m ** -n ** ~o
  -a ** -b; not not a; - - + ~a; (a)(b)[c].d
  a if b else c if d else e; lambda: a if b else lambda: c
  f(a, *b, c, d=e, *g, **h, i=j, **k); f(x for x in y); f((x for x in y), 1); f(a, (b := c))
  a[1], a[1:2], a[::], a[1:2:3, ...], a[*b], a[*b, 1:], a[b, ], a[(c := 1)], a[d := 2]
  [a, *b], (a, *b), {a, *b}, {a: b, **c}, {**a}, (), [], {}, (a,), [a,], {a,}, ((a)), (yield)
  [a for a in b for c, *d in e if f if g], {a for b in c}, {a: b for c in d}, (a for b in c)
  [(a := b) for c in d], {(a := 1): 2}, {a := 1}
  """,
  #"""
  0, 1_000, 0xFF_ff, 0o17, 0b1_01, 00_0, 9223372036854775807, 9223372036854775808
  0xffffffffffffffffffff, 1., .5, 1e10, 1_0.0_1E-1_0, 1j, 1.5J, 00.5, 09e1, 1e400, 1e16, 1.5e-7
  123456789012345678.0, 0.0001, 1e22, 1if 1else 2
  'a' "b" '''c
  d''' r'\n' u'e' R"\x" 'é\t\x41\u00e9\U0001f600\N{DIGIT ONE}\101\
  \q\'' "\ud800"
  b'a' b"\x00\n\377\q" rb'\x' Rb"" bR'\''
  f'', f'a', f'{a}', f'{a!r:>{b}}{{}}' 'c' f"{d = }{e=!s:x}", rf'\{a}', f'\{a}', F"{a:{b}{c!a}}"
  f'''{
  a + b}
    {c["d"]!r} {x:%Y-%m-%d} {(lambda y: y)(1)} {a, b} {f'{g}'}'''
  (f"{a}" "b"
   f"{c:>{d}} e" u"f")
  """#,
  "if a:\n\tb\n\tif c:\n\t\td\n# comment\n\n    # other\ne \\\n  = \\\n 1\nf = (\n  # x\n 1,\n\n)\nif a: b; c;\n",
  "class C:\n\n  def f(self):\n    return 1\n\n\n  def g(self): pass\nx = 1\n#end",
]
