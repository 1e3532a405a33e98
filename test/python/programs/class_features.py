class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        print("new", name, bases, kw)
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print("init", name)
        super().__init__(name, bases, ns)
    def __call__(cls, *a):
        print("call", cls.__name__, a)
        return super().__call__(*a)
    @classmethod
    def __prepare__(m, name, bases, **kw):
        print("prepare", name)
        return {}
class A(metaclass=Meta, x=1):
    def __init__(self, v): self.v = v
print(A(3).v)
class D:
    def __set_name__(self, owner, name): print("set_name", owner.__name__, name)
    def __get__(self, i, o): return (i is None, o.__name__)
    def __set__(self, i, v): print("set", v)
class B:
    d = D()
b = B()
b.d = 5
print(b.d, B.d)
class P:
    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        print("sub", cls.__name__, tag)
class Q(P, tag=7): pass
try:
    class R(P, other=1): pass
except TypeError as e: print(e)
class G:
    def __getattr__(self, n):
        if n == 'zz': raise AttributeError('custom')
        return n * 2
    def __setattr__(self, n, v): object.__setattr__(self, n, v + 1)
    def __delattr__(self, n): print('del', n); object.__delattr__(self, n)
g = G()
g.q = 1
print(g.q, g.foo, hasattr(g, 'zz'))
del g.q
print(g.q)
class S:
    __slots__ = ('a', '__dict__')
s = S(); s.a = 1; s.b = 2
print(s.a, s.__dict__)
try: del S().a
except AttributeError as e: print(e)
class Num:
    def __init__(self, v): self.v = v
    def __add__(self, o): return Num(self.v + (o.v if isinstance(o, Num) else o))
    __radd__ = __add__
    def __repr__(self): return f'Num({self.v})'
    def __eq__(self, o): return isinstance(o, Num) and self.v == o.v
    def __hash__(self): return hash(self.v)
    def __lt__(self, o): return self.v < o.v
    def __len__(self): return self.v
    def __bool__(self): return self.v != 0
    def __getitem__(self, k): return k
    def __contains__(self, k): return k == 3
    def __iter__(self): return iter([1,2])
    def __call__(self, *a, **k): return (a, k)
    def __enter__(self): return self
    def __exit__(self, *a): return True
n = Num(3)
print(n + 1, 1 + n, n == Num(3), n != Num(3), n < Num(4), n > Num(2), len(n), bool(Num(0)), n[1:2], 3 in n, list(n), n(1, a=2), {n: 1}[Num(3)], sum([n, n]), sorted([Num(2), Num(1)]))
with n: raise ValueError
try: n - 1
except TypeError as e: print(e)
try: n.zork
except AttributeError as e: print(e, e.name, e.obj is n)
class L(list):
    def __len__(self): return 99
    def append(self, x): super().append(x * 2)
l = L([1]); l.append(4); l.attr = 5
print(l, len(l), l.attr, l[1], isinstance(l, list), L.__mro__)
class I(int):
    def __add__(self, o): return I(int(self) + int(o))
    def __repr__(self): return f'I({int(self)})'
i = I(5); i.x = 1
print(i + 3, i * 2, i.x, I(10**40), str(i), f'{i}', hash(i) == 5, type(i + 1))
class E(Exception):
    def __init__(self, a, b): super().__init__(a); self.b = b
    def __str__(self): return f'E:{self.b}'
try: raise E(1, 2)
except E as e: print(e, e.args, repr(e), e.b)
print(type('X', (), {'a': 1}).a, type(3), type(type), object().__class__)
print(int | str, list[int], dict[str, list[int]], isinstance(3, int | str), (int | None).__args__)
class C1: 
    @property
    def p(self): "doc"; return 1
    @p.setter
    def p(self, v): print('setp', v)
    @classmethod
    def cm(cls): return cls.__name__
    @staticmethod
    def sm(x): return x
c = C1(); c.p = 4
print(c.p, C1.p.__doc__, c.cm(), C1.sm(2), C1.cm, c.sm.__qualname__)
try: del c.p
except AttributeError as e: print(e)
import types
print(types.SimpleNamespace(a=1, b='x'))
class Abs:
    def f(self): pass
print(Abs.f.__qualname__, Abs().f.__func__ is Abs.f)
print(sorted(set(dir(Abs)) - set(dir(object))))
class X1: pass
class Y1(X1): pass
x = X1(); x.__class__ = Y1; print(type(x), isinstance(x, Y1))
try: x.__class__ = int
except TypeError as e: print(e)
Y1.__bases__ = (A,) if False else (X1,)
print(X1.__subclasses__(), vars(X1).keys())
