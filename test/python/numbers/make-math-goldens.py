"""What CPython 3.11 makes of math's functions, for math-goldens.json: python3 make-math-goldens.py

A case is [function, argument, ..., result]. A value is a string whose first character says what it is, as in
make-goldens.py; l is a list (of JSON), and k=v in front of a value a keyword.
"""
import json
import math
import os
import random
import struct
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
R = random.Random(20260102)
cases = []
seen = set()


def bits(x):
    return struct.pack(">d", x).hex() if x == x else "7ff8000000000000"


def encode(v):
    if isinstance(v, bool):
        return "b" + str(v)
    if isinstance(v, int):
        return "i%d" % v
    if isinstance(v, float):
        return "f" + bits(v)
    if isinstance(v, str):
        return "s" + v
    if isinstance(v, tuple):
        return "t" + json.dumps([encode(x) for x in v])
    if isinstance(v, list):
        return "l" + json.dumps([encode(x) for x in v])
    raise TypeError(type(v))


def case(name, *args, **named):
    key = (name, *map(encode, args), *("%s=%s" % (k, encode(v)) for k, v in named.items()))
    if key in seen:
        return
    seen.add(key)
    try:
        result = encode(getattr(math, name)(*args, **named))
    except Exception as error:
        result = "!%s: %s" % (type(error).__name__, error)
    cases.append([*key, result])


SPECIAL = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, math.inf, -math.inf, math.nan, 5e-324, -5e-324, 1e-310, 1e308, -1e308,
    1.7976931348623157e308, 1e-8, 1e-20, 3.0, 27.0, 22.0, 0.84375, 1.25, 6.0, 28.0, -6.5, 709.0, 710.0, -746.0, math.pi,
    math.pi / 2, math.pi / 4, 1e22, 1e5, 1048576.0, 2.0**1000, 171.0, 172.0, 23.0, 24.0, -3.0, -2.5, -170.6, 0.75]
RANGES = {
    "acos": (-1, 1), "asin": (-1, 1), "atanh": (-1, 1), "acosh": (1, 100), "log": (0, 100), "log2": (0, 100), "log10": (0, 100),
    "log1p": (-1, 20), "exp": (-50, 50), "exp2": (-50, 50), "expm1": (-5, 5), "sinh": (-30, 30), "cosh": (-30, 30),
    "tanh": (-25, 25), "gamma": (-20, 170), "lgamma": (-20, 1000), "erf": (-7, 7), "erfc": (-7, 28), "sqrt": (0, 1e10),
}
ONE = ("acos acosh asin asinh atan atanh cbrt ceil cos cosh degrees erf erfc exp exp2 expm1 fabs floor frexp gamma isfinite "
       "isinf isnan lgamma log log10 log1p log2 modf radians sin sinh sqrt tan tanh trunc ulp").split()
for name in ONE:
    for x in SPECIAL:
        case(name, x)
    low, high = RANGES.get(name, (-1000, 1000))
    for _ in range(30):
        case(name, R.uniform(low, high))
        case(name, R.uniform(low, high) * 10.0 ** R.randrange(-12, 1))
    for x in (0, 1, -1, 2, 7, True, 10**400, "a", 2**70, -(10**400)):
        case(name, x)
for _ in range(60):
    case("sin", R.uniform(-1, 1) * 10.0 ** R.randrange(0, 300))
    case("cos", R.uniform(-1, 1) * 10.0 ** R.randrange(0, 300))
for name in ("log", "log2", "log10"):
    for x in (2**1024, 2**5000, 10**400, 3**3000, -(2**2000), 2**53 + 1):
        case(name, x)
for x, base in ((8, 2), (100, 10), (0.5, 3), (2, 1), (2, 0), (2, -1), (10**400, 10), (1, 2**2000)):
    case("log", x, base)
for name in ("atan2", "copysign", "fmod", "pow", "remainder", "nextafter", "hypot"):
    for x in SPECIAL[:14]:
        for y in SPECIAL[:12]:
            case(name, x, y)
    for _ in range(80):
        case(name, R.gauss(0, 1) * 10.0 ** R.randrange(-5, 6), R.gauss(0, 1) * 10.0 ** R.randrange(-5, 6))
    case(name, 1, 2)
    case(name, "a", 2)
    case(name, 1, "a")
    if name != "hypot":
        case(name, 1)
        case(name, 1, 2, 3)
for _ in range(60):
    case("remainder", R.randrange(-50, 50) / 2, R.randrange(1, 9) / 2)
    case("fmod", R.uniform(-1, 1) * 2.0 ** R.randrange(-1000, 1000), R.uniform(-1, 1) * 2.0 ** R.randrange(-1000, 1000))
for _ in range(80):
    n = R.randrange(0, 8)
    scale = 2.0 ** R.randrange(-1070, 1000)
    case("hypot", *(R.gauss(0, 1) * 10.0 ** R.randrange(-3, 3) for _ in range(n)))
    case("hypot", *(R.gauss(0, 1) * scale for _ in range(n)))
    p = tuple(R.gauss(0, 10) for _ in range(n))
    case("dist", p, [R.gauss(0, 10) for _ in range(n)])
case("dist", (1, 2), (1,))
case("dist", (1, "a"), (1, 2))
case("dist", (1,))
case("hypot", math.nan, math.inf)
for _ in range(120):
    values = [R.gauss(0, 1) * 10.0 ** R.randrange(-20, 20) for _ in range(R.randrange(0, 20))]
    if R.random() < 0.5:
        values += [-v for v in values]
        R.shuffle(values)
    case("fsum", values + R.choice([[], [1], [1e-30], [True]]))
for values in ([1e100, 1.0, -1e100, 1e-100, 1e50, -1.0, -1e50], [2.0**53, -0.5, -(2.0**-54)], [2.0**53, 1.0, 2.0**-100],
               [1e16, 1.0, 1e-16], [0.1] * 10, [math.inf, 1], [math.inf, -math.inf], [math.nan, 1], [1e308, 1e308, -1e308],
               ["a"], [], [-0.0], [1e308, -1e308, 1e308], [2.0**53, 1.0, 1.0], [2.0**1023, 2.0**1023 - 2.0**969, -(2.0**1000)]):
    case("fsum", values)
for values, named in (([], {}), ([1, 2, 3], {}), ([1.5, 2], {}), ([2] * 100, {}), ([1, 2], {"start": 5}), ([0.1] * 5, {}), ([1, "ab"], {}),
                      (["a", "b"], {}), ([2.0, 3], {"start": 2})):
    case("prod", values, **named)
for n in (-5, -1, 0, 1, 2, 3, 5, 10, 20, 25, 30, 60, 100, 200, 2**70):
    case("factorial", n)
    for k in (-1, 0, 1, 3, 13, 50):
        case("comb", n, k)
        case("perm", n, k)
    case("perm", n)
for name, args in (("factorial", (1.0,)), ("comb", (5.0, 1)), ("perm", (5, 1.0)), ("comb", (2**70, 2**69)), ("comb", (2**70, 2**70 - 1)), ("isqrt", (1.5,)),
                   ("isqrt", (-1,)), ("gcd", ()), ("lcm", ()), ("gcd", (1.0,)), ("gcd", (0, 0)), ("lcm", (0, 5)), ("log", ()), ("log", (1, 2, 3)),
                   ("comb", (1,)), ("perm", ()), ("ldexp", (1,)), ("ldexp", (1.0, 2.0)), ("isclose", (1,)), ("trunc", ("a",))):
    case(name, *args)
for _ in range(80):
    a, b, c = (R.getrandbits(R.randrange(1, 200)) * R.choice([1, -1]) for _ in range(3))
    case("gcd", a * c, b * c)
    case("lcm", a, b)
    case("gcd", a, b, c)
    case("isqrt", abs(a))
    case("isqrt", a * a)
for x in SPECIAL + [R.gauss(0, 1) * 10.0 ** R.randrange(-300, 300) for _ in range(10)]:
    for n in (0, 1, -1, 10, -60, -1074, 2000, -2000, 10**30, -(10**30), R.randrange(-1100, 1100)):
        case("ldexp", x, n)
for _ in range(60):
    a = R.gauss(0, 1)
    case("isclose", a, a + R.gauss(0, 1) * 10.0 ** R.randrange(-12, 0))
    case("isclose", a, a * (1 + 1e-9), rel_tol=R.choice([0.0, 1e-9, 1e-8, 1.0]), abs_tol=R.choice([0.0, 1e-9, 0.5]))
for a, b in ((math.inf, math.inf), (math.inf, -math.inf), (math.inf, 1e308), (math.nan, math.nan), (0.0, -0.0), (0.0, 1e-12)):
    case("isclose", a, b)
case("isclose", 1, 1, rel_tol=-1.0)
case("isclose", 1, 2, abs_tol=-1.0)
for a, b, c in ((math.inf, 1.0, 2.0), (1.0, math.nan, 2.0)):
    case("hypot", a, b, c)

if __name__ == "__main__":
    text = "[\n" + ",\n".join(json.dumps(c, ensure_ascii=True) for c in cases) + "\n]\n"
    if len(sys.argv) > 1:
        sys.stdout.write(text)
    else:
        with open(os.path.join(HERE, "math-goldens.json"), "w") as file:
            file.write(text)
