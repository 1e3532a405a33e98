# References to an object while a special method of it runs.
import sys
rc = sys.getrefcount
class O: pass
o=O()
def f(x):
    print((x, rc(x))[1], [x, rc(x)][1], {x: rc(x)}[x])
    print([(x, rc(x))[1] for x in [x]])
    print([rc(y) for y in [x] if (x, 1)])
    print(*{y: rc(y) for y in [x]}.values())
    print(*{y: [rc(y), rc(x)] for y in [x]}.values())
    print(x, rc(x), file=None) if 0 else print(str(x)[:3], rc(x))
    print(isinstance(x, O), rc(x))
    print({0: x, 1: rc(x)}[1])
    a = b = x
    print(rc(a), rc(b))
    def m(q, n): return n
    print(m(x, rc(x)), m(n=rc(x), q=x), m(*(x, rc(x))), m(x, n=rc(x)))
    print(x is rc(x), x == rc(x), rc(x) == x)
    class E:
        def __eq__(s, o): print('eq', rc(s), rc(o)); return False
        def __add__(s, o): print('add', rc(s), rc(o)); return s
        def __getitem__(s, o): print('gi', rc(s), rc(o)); return s
        def __setitem__(s, o, v): print('si', rc(s), rc(o), rc(v)); return s
        def __getattr__(s, n): print('ga', rc(s)); return s
        def __setattr__(s, n, v): print('sa', rc(s), rc(v))
        def __delattr__(s, n): print('da', rc(s))
        def __call__(s, *a): print('call', rc(s), [rc(i) for i in a])
        def __iter__(s): print('iter', rc(s)); return s
        def __next__(s): print('next', rc(s)); raise StopIteration
        def __contains__(s, i): print('cont', rc(s), rc(i))
        def __enter__(s): print('enter', rc(s)); return s
        def __exit__(s, *a): print('exit', rc(s))
        def __bool__(s): print('bool', rc(s)); return True
        def __neg__(s): print('neg', rc(s)); return s
        def __iadd__(s, o): print('iadd', rc(s), rc(o)); return s
        def __hash__(s): print('hash', rc(s)); return 1
        def __lt__(s, o): print('lt', rc(s), rc(o)); return True
        def __len__(s): print('len', rc(s)); return 1
        def __str__(s): print('str', rc(s)); return 'x'
        def __repr__(s): print('repr', rc(s)); return 'x'
        def __format__(s, p): print('format', rc(s)); return 'x'
        def __index__(s): print('index', rc(s)); return 0
        def __reversed__(s): print('rev', rc(s)); return s
        def __length_hint__(s): print('lh', rc(s)); return 0
        def __instancecheck__(s, o): print('ic', rc(s), rc(o)); return True
        def __subclasscheck__(s, o): print('sc', rc(s), rc(o)> 2); return True
        def __round__(s): print('round', rc(s)); return 1
        def __divmod__(s, o): print('divmod', rc(s), rc(o)); return 1
        def __pow__(s, o, m=None): print('pow', rc(s), rc(o)); return 1
        def __dir__(s): print('dir', rc(s)); return []
        def __complex__(s): print('complex', rc(s)); return 1j
        def __bytes__(s): print('bytes', rc(s)); return b''
        def __fspath__(s): print('fspath', rc(s)); return '/'
        def __missing__(s): pass
        def __sizeof__(s): print('sizeof', rc(s)); return 1
    e = E(); x2 = O()
    print('1'); e == x2
    print('2'); x2 == e
    print('3'); e + x2
    print('4'); e[x2]
    print('5'); e[x2] = x2
    print('6'); e.foo
    print('7'); e.foo = x2
    print('8'); del e.foo
    print('9'); e(x2, x2)
    print('10'); [*e]
    print('11'); x2 in e
    print('12')
    with e: pass
    print('13')
    if e: pass
    print('14'); -e
    print('15'); e += x2
    print('16'); hash(e)
    print('17'); {e: 1}
    print('18'); {e}
    print('19'); e < x2
    print('20'); len(e)
    print('22'); [1,2][e], (1,2)[e], 'ab'[e], [1,2][e:], range(3)[e]
    print('24'); h.d = x2
    print('26'); list(e)
    print('27'); tuple(e)
    print('33'); not e
    print('34'); e and 1
    print('40'); e[x2:x2]
    print('41'); a, *b = e
    print('42'); print(e)
    print('43'); iter(e), next(e, None)
    print('44'); any(e), sum(e), set(e), dict(e) if 0 else 0
    print('45'); ''.join([str(e)])
    print('46'); int(e), float(e), hex(e), chr(e), bool(e)
    print('47')
    for q in e: pass
    print('48')
    assert e
    print('49')
    while e: break
    print('50'); getattr(e, 'x'); setattr(e, 'x', x2); hasattr(e, 'y'); delattr(e, 'z')
    print('51')
    try: raise ValueError
    except ValueError: pass
    print('52'); {**{}, 'a': e}
    print('53'); list(map(e, [x2])); list(filter(e, [x2])); list(zip(e))
    print('54'); e[0]; e['a'] = 1
    print('55'); e[x2] += x2
    print('56'); e.foo += x2
    print('57'); e is e, x2 not in e
    print('58'); e if e else 0
    print('59'); [q for q in e]; {q for q in e}
    print('60'); e.foo.bar
    print('61'); e.method(x2)
    print('62'); open
f(o)
