"""compile() of every kind of node: as the source compiles; names and lines that no source has; what is refused, in CPython's words."""
import ast, types
src = '''
import sys as s, os.path
from collections import (deque as d, OrderedDict)
def deco(f): return f
@deco
def f(a, /, b: int = 2, *c, d=4, e, **g) -> str:
    """doc"""
    global zz
    zz = [x * y for x in range(3) if x for y in (1, 2)]
    return f"{a!r:>{b}} {d=} {{}}" + 'x' 'y'
async def co():
    async with a as b, c: pass
    async for i in x: await i
    return [i async for i in x]
class A(dict, metaclass=type):
    x: int = 3
    y: str
    (z): int = 4
    __slots__ = ()
    def m(self): return super().m
try:
    lambda *a, k=1, **kw: (yield)
except (ValueError, TypeError) as e:
    raise RuntimeError from e
else:
    del zz, A.x, A[0]
finally:
    pass
try: pass
except* OSError: pass
match f:
    case [1, *rest] if rest: pass
    case {'a': 1, **kw}: pass
    case A(1, x=2) as q: pass
    case None | True | -1 | 1+2j | "s" | A.x: pass
    case _: pass
if (n := 10) > 5 and not n or n < 3 <= x is not None: x = y = {**{}, 1: 2}
elif x: x += 1; x @= 2
else: print(*[1, 2], **{}, sep=''), {1, 2}, a[1:2, ::3, ...], -x ** ~y, b'x\\x00', 1e308 * 10, 3j
while True: break
for i, (j, *k) in []: continue
assert x, "m"
with a as (b, c), d: pass
def g():
    x = 1
    def h():
        nonlocal x
        x = yield from g()
    return h
'''
t = ast.parse(src)
def codes(c, out, d=0):
    out.append((c.co_name, c.co_qualname, c.co_argcount, c.co_kwonlyargcount, c.co_posonlyargcount, c.co_varnames, c.co_names if 0 else 0, c.co_firstlineno, c.co_flags, c.co_freevars, c.co_cellvars))
    for k in c.co_consts:
        if isinstance(k, types.CodeType): codes(k, out, d + 1)
    return out
a = codes(compile(t, 'x', 'exec'), []); b = codes(compile(src, 'x', 'exec'), [])
print(a == b, len(a))
ns = {}
m = ast.Module([ast.Assign([ast.Name('.odd name', ast.Store())], ast.JoinedStr([ast.Constant('a'), ast.Call(ast.Name('str', ast.Load()), [ast.Constant(5)], [])])),
  ast.Expr(ast.Call(ast.Name('print', ast.Load()), [ast.Name('.odd name', ast.Load()), ast.Constant((1, (2, 3.5), 1+2j, b'x', None, ...))], []))], [])
exec(compile(ast.fix_missing_locations(m), 'tree', 'exec'), ns); print('.odd name' in ns)
print(eval(compile(ast.Expression(ast.BinOp(ast.Constant(7, lineno=1, col_offset=0), ast.Mult(), ast.Constant(6, lineno=1, col_offset=0), lineno=1, col_offset=0)), 'e', 'eval')))
exec(compile(ast.Interactive(ast.parse('1 + 1\n"x"').body), 'i', 'single'))
import traceback
tree = ast.parse('def f(x):\n    return x + (1 / 0)\n')
ast.increment_lineno(tree, 40)
exec(compile(tree, __file__, 'exec'), ns)
try: ns['f'](1)
except ZeroDivisionError as e:
    fr = e.__traceback__.tb_next; print(fr.tb_lineno, list(fr.tb_frame.f_code.co_positions())[-1:] and list(traceback.walk_tb(fr))[0][1])
L = dict(lineno=1, col_offset=0)
def tryit(node, mode='exec'):
    try: compile(node, 'bad', mode); print('ok')
    except Exception as e: print(type(e).__name__, e)
N = lambda i, c=None: ast.Name(i, c or ast.Load(), **L)
E = lambda v: ast.Module([ast.Expr(v, **L)], [])
tryit(ast.Module([ast.Expr(ast.Name('x', ast.Load()))], []))
tryit(E(ast.Name('x', ast.Load())))
tryit(E(ast.Name('x', ast.Store(), **L)))
tryit(E(ast.Name('None', ast.Load(), **L)))
tryit(E(ast.Name(5, ast.Load(), **L)))
tryit(ast.Module([ast.Assign([ast.Constant(1, **L)], N('y'), **L)], []))
tryit(ast.Module([ast.Assign([N('x')], N('y'), **L)], []))
tryit(ast.Module([ast.Assign((N('x', ast.Store()),), N('y'), **L)], []))
tryit(ast.Module([ast.If(N('x'), [], [], **L)], []))
tryit(ast.Module([ast.Delete([], **L)], []))
tryit(ast.Module([ast.Raise(None, N('x'), **L)], []))
tryit(ast.Module([ast.Try([ast.Pass(**L)], [], [], [], **L)], []))
tryit(ast.Module([ast.Import([], **L)], []))
tryit(E(ast.Constant([], **L)))
tryit(E(ast.Constant((1, {}), **L)))
tryit(E(ast.Dict([N('x')], [], **L)))
tryit(E(ast.Compare(N('x'), [ast.Lt()], [], **L)))

tryit(E(ast.BinOp(N('x'), None, N('y'), **L)))
tryit(E(ast.BinOp(N('x'), ast.Add(), **L)))
tryit(E(ast.BinOp(N('x'), ast.Add(), 5, **L)))
tryit(E(ast.BinOp(N('x'), ast.Add(), None, **L)))
tryit(E(ast.Name('x', ast.Load(), lineno=3, col_offset=1, end_lineno=2, end_col_offset=5)))
tryit(E(ast.Name('x', ast.Load(), lineno=3, col_offset=5, end_lineno=3, end_col_offset=2)))
tryit(E(ast.Name('x', ast.Load(), lineno='a', col_offset=5)))
tryit(ast.Expression(N('x')))
tryit(ast.Module([ast.Return(N('x'), **L)], []))
tryit(ast.Module([ast.Break(**L)], []))

tryit(ast.parse('1'), 'eval')
e = N('x')
for i in range(3000): e = ast.UnaryOp(ast.Not(), e, **L)
tryit(E(e))
