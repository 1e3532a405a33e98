# What co_consts has, in which order: folded ones, those of unreachable code, tuples that the optimiser makes.
def f1():
    while True: pass
def f2():
    while 1:
        a = 5
        break
    return 7
def f3():
    if 0: x = 5
    y = 6
def f4():
    if 1: x = 5
    else: y = 8
    return 'z'
def f5():
    x = 3 if 0 else 4
    return x and 'a' or 'b'
def f6():
    return 1
    x = 'dead'
def f7():
    if not True: return 'q'
    return 'r'
def f8(x):
    if x and 0: return 'q'
    if 1 or x: return 's'
    while x or 'k': pass
    return 1 and x, 0 or x, 1 or x
def f9(x):
    assert True, 'm'
    assert 0, 'n'
    if __debug__: return 'd'
    return 'e'
def f10():
    for i in 1, 2, 3: pass
    for i in [4, 5]: pass
    x = [1, 2, 3]; y = {1, 2, 3}; z = {'a': 1, 'b': 2}; w = {1: 2}; v = [1, 2]; u = {'a': 1, 'b': 2, **z}
    return f'{x!r:>5} a {y} b{3}' , x[1:2], x[:], x[1:2:3], x[None:5]
def f11(x, *, y=5): 
    "d"
    import os, sys as s
    from os import path, sep
    import os.path as p
    def g(a: int = 3, *b, c='k', **d) -> str: return a
    class K(object, metaclass=type): z = 1
    x: int = 5
    lambda: 9
    [i for i in x]; {i: 1 for i in x}; (i for i in x)
    try: pass
    except (ValueError, KeyError) as e: raise x from None
    with x as f: yield 3
    return print(1, sep='', end='q', *x, **x)
def f12(x):
    match x:
        case 1: return 'one'
        case 'a' | None: return 2
        case [1, *r]: return 3
        case {'k': v, 'j': 2, **r}: return 4
        case str(a, b=5): return 5
        case -1 | 2+3j: return 6
        case True: return 7
        case (a, b): return 8
        case K.x: return 9
        case _: return 10
def f13():
    "only doc"
def f14(): pass
def f15(): return None
def f16(): ...
def f17(): x = -1; y = +1; z = ~True; w = -0.0; v = -0j; u = 1-2j; t = 2j*3; s = not 0; r = (1,)[0]; q = 'abc'[-1]; p = 'abc'[5]; o = b'ab'[0]; m = 1.5//0.5; l = 7 % 3.5; j = 'a%sb' % (1,); i = ('a', 'b') * 2; h = 1 if x else 2; g = 3 < 4; f = 'a' 'b'; e = "é"[0]
def f18(): del x[0]; x[1] += 2; x.a += 3; return x[0, 1], x[(2, 3)], x[-1], x[...]
async def f19(): 
    async with x as y: await z
    async for i in x: yield 5
    return
def f20(x): return (yield), (yield 3), (yield from x), x if x else None, x is None, x is not None, x == None, x in (1, 2), x in [1, 2], x in {1, 2}, x not in {3}
class C:
    "doc"
    a = 1
    def m(self): return super().m(), __class__
import types
for n, f in list(globals().items()):
    if isinstance(f, types.FunctionType): print(n, [c if not isinstance(c, types.CodeType) else c.co_name for c in f.__code__.co_consts])
def rec(code, d=0):
    for c in code.co_consts:
        if isinstance(c, types.CodeType): print(' ' * d, c.co_name, [k if not isinstance(k, types.CodeType) else '<code>' for k in c.co_consts], c.co_names, c.co_varnames, c.co_freevars, c.co_cellvars, c.co_flags, c.co_nlocals); rec(c, d + 1)
rec(compile(open(__file__).read(), 'x', 'exec'))
