"""Where the carets are: iterating, displays, calls of methods, with statements, and what goes over several lines."""
import traceback


def show(*functions):
    for function in functions:
        try:
            function()
        except Exception:
            traceback.print_exc()


def a():
    for x in 5: pass
def b():
    for x in 5:
        pass
def c(): return [y for y in 5]
def d(): return {y for y in 5 if y}
def e(): return list(y for y in 5)
def f(): return {y: 1 for y in None}
def g(): a, b = 5
def h(): a, *b = 5; return 1
def i(): [*5]
def j(): print(*5)
def k(): print(**5)
def l(): yield from 5
def m(): return (1).x + 2
def n(): x = [1]; x[5] = 3
def o(): x = {}; return x['a']['b']
def p(): x = None; x.y.z = 3
def q(): del [][1]
def r(): return -'a' + 1
def s(): assert 1 == 2, 'msg'
def t(): return 1 < 'a' < 3
def u(): x = 1; x()
def v(): return f'{undefined}'
def w(): import nope_nope
def x(): from sys import nope_nope
def y():
    async def z(): pass
    return z().foo
def z(): x: int = undefined2
def aa(): return [z for y in [1] for z in 5]
def bb(): a = b = c = undefined3
def cc(): return (lambda q: q.nope)(1)
def dd(): x = 5; x += 'a'
def ee(): x = (1,); x[0] += 1
def ff():
    @undefined4
    def foo(): pass
def gg():
    class C(undefined5): pass
def hh():
    raise undefined6
def ii():
    raise ValueError from 5
def jj():
    match 5:
        case int(x, y): pass
def kk():
    while undefined7: pass
def ll():
    if 1 < 'x':
        pass
def mm(): return undefined8 if 1 else 2
def nn(): return {**5}
def oo(): return {[]: 1}
def pp(): return {[], 1}
def qq(): return [1][1:'a']
def rr(): print(undefined9, end='')
def ss(): return max(1, 'a')
def tt(): x = 'a'; return x.upper(1)
show(a, b, c, d, e, f, g, h, i, j, k, lambda: list(l()), m, n, o, p, q, r, s, t, u, v, w, x, y, z, aa, bb, cc, dd, ee, ff, gg, hh, ii, jj, kk, ll, mm, nn, oo, pp, qq, rr, ss, tt)
def gen():
    yield 1
    raise ValueError('g')
class It:
    def __iter__(s): return s
    def __next__(s): raise KeyError('n')
def a():
    for x in gen(): pass
def b():
    for x in It():
        print(x)
def c(): return [x for x in gen()]
def d(): return list(x for x in gen())
def e(): return {x: y for x in [1] for y in It()}
def f(): return [*gen()]
def g(): return (*gen(), 1)
def h(): print(*gen())
def i(): a, b, c = gen()
def j(): a, *b = It()
def k(): return {**{'a': 1}, **It()}
def l(): return dict(**{'a': 1}, **{'a': 2})
def m(): return dict(a=1, **{'a': 2})
def n():
    for (
      x
    ) in (
      gen()
    ):
        pass
def o(): yield from gen()
def p(): return sum(gen())
def q(): return 1 in It()
def r(): x = [1]; x += It()
def s(): x = [1]; x[:] = It()
def t(): return ' '.join(gen())
def u():
    for i in range(3):
        1 / (1 - i)
def v():
    return [
        1 / i
        for i in range(3)
    ]
def w(): return {1: 2, **{3: 4}, 5: undefined}
def x(): return [1, *[2], undefined]
async def ag():
    yield 1
    raise ValueError('ag')
def y():
    async def main():
        async for z in ag(): pass
    main().send(None)
def z():
    async def main():
        return [z async for z in ag()]
    main().send(None)
def aa():
    async def main():
        async for z in 5: pass
    main().send(None)
def bb():
    async def main():
        async with 5: pass
    main().send(None)
def cc():
    async def main(): await 5
    main().send(None)
def dd(): raise ValueError('a' 'b',
    1)
def ee(): return ('x'
   .nope)
def ff():
    return foo(
       1,
       2)
def foo(a): return a
def gg(): return foo(a=1, a2=2)
def hh():
    del undefined
def ii(): global zzz; del zzz
def jj():
    x = 1
    def inner(): return yyy
    return inner()
    yyy = 1
def kk():
    a = [1, 2]
    a[0], a[5] = 1, 2
def ll(): lambda: 1; return (yield)
def mm(): x: undefined[1] = 2; return x + 'a'
def nn(): print('a' + 1, file=None)
def oo(): return 'abc'[10]
def pp(): return {'a': 1}['b']
def qq(): return int('x')
def rr(): import os.nope
def ss(): return [1, 2].index(3)
def tt(): return open('/nope')
def uu(): 1 + 2 + None
def vv(): return (1 + 2) * (None - 1)
def ww(): return not undefined and 1
def xx(): return a.b.c.d
def yy(): return f"{1:{'>'}{None}}"
def zz(): return f"{'a':d}"
show(a, b, c, d, e, f, g, h, i, j, k, l, m, n, lambda: list(o()), p, q, r, s, t, u, v, w, x, y, z, aa, bb, cc, dd, ee, ff, gg, hh, ii, jj, kk, mm, nn, oo, pp, qq, rr, ss, tt, uu, vv, ww, xx, yy, zz)
class F:
    def a(s): return s
    def b(s, x): return s
    def boom(s, *a): raise ValueError('boom')
def a():
    f = F()
    return (f
      .a()
      .b(1)
      .boom()
      .a())
def b():
    f = F(); x = 1
    return (f
      .a()
      .nope(x)
      .a())
def c():
    f = F(); x = 1
    return f.nope(x)
def d():
    f = F(); x = 1
    return f.boom(x)
def e():
    f = F()
    (f
     .a()
     .x).y = undefined
def f():
    q = F()
    return (q
     .a()
     .x)
def g():
    x = 1
    return [].nope(x), 1
def h():
    return ''.join([1]
       ).strip()
def i():
    return {[] for x in [1]}
def j():
    return {[]: 1 for x in [1]}
def k():
    return [
       x.nope
       for x in [1]
       if x]
def l():
    f = F()
    return f.boom(
       1,
       2)
def m():
    return dict(
       a=1,
       b=undefined,
    )
def n():
    x = (1 +
      'a')
def o():
    x = [1,
      2][
      5]
def p():
    if (1 and
        undefined):
        pass
def q():
    return F().boom(
        1).a().b(2)
show(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q)
class E:
    def __enter__(s): raise ValueError('enter')
    def __exit__(s, *a): pass
class X:
    def __enter__(s): return s
    def __exit__(s, *a): raise ValueError('exit')
def a():
    with 5: pass
def b():
    with E() as e:
        pass
def c():
    with X() as e:
        y = 1
def d():
    with X() as e, E() as f:
        y = 1
def e():
    with X() as e: 1/0
def f():
    with open('/nope') as g:
        pass
def g():
    for i in range(2):
        with X(): continue
def h():
    with (X() as e,
          5 as f):
        pass
show(a, b, c, d, e, f, g, h)
