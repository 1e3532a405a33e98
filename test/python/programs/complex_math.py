"""cmath: every function on plain points and on the edges of the plane; and a number that is nearly too long to read."""
import cmath
from math import inf, nan

POINTS = [-inf, -1e300, -1.5, -0.0, 0.0, 1e-310, 0.75, 1.0, 710.0, inf, nan]
NAMES = "acos acosh asin asinh atan atanh cos cosh exp log log10 sin sinh sqrt tan tanh".split()


def shown(x):
    return "%.12g" % x


for name in NAMES:
    function = getattr(cmath, name)
    answers = []
    for x in POINTS:
        for y in POINTS:
            try:
                z = function(complex(x, y))
                answers.append(shown(z.real) + "," + shown(z.imag))
            except Exception as problem:
                answers.append(type(problem).__name__[0] + ":" + str(problem)[5:])
    print(name, " ".join(answers))
for x in POINTS:
    for y in POINTS:
        for call in (lambda: cmath.rect(x, y), lambda: cmath.polar(complex(x, y)), lambda: cmath.phase(complex(x, y))):
            try:
                print(*map(shown, (call(), 0) if isinstance(call(), float) else [getattr(call(), "real", 0)] if isinstance(call(), complex) else call()), end="; ")
            except Exception as problem:
                print(type(problem).__name__, problem, end="; ")
    print()


class Both:
    def __complex__(self):
        return 3 + 4j


class Real:
    def __float__(self):
        return 9.0


print(cmath.sqrt(Both()), cmath.sqrt(Real()), cmath.sqrt(-4), cmath.sqrt(True), cmath.log(8, 2), cmath.log(1j, 1 + 1j))
print(cmath.isclose(1j, 1.0000000001j), cmath.isclose(1, 2, rel_tol=0.5), cmath.isclose(inf, inf), cmath.isclose(nan, nan))
print(cmath.isfinite(1j), cmath.isinf(complex(0, -inf)), cmath.isnan(complex(nan, 0)), cmath.infj, cmath.nanj, cmath.tau)
for call in (
    lambda: cmath.exp("1"), lambda: cmath.rect(1), lambda: cmath.log(0), lambda: cmath.log(2, 1), lambda: cmath.exp(800),
    lambda: cmath.isclose(1, 1, abs_tol=-1), lambda: cmath.polar(complex(1.7e308, 1.7e308)), lambda: cmath.atanh(1),
):
    try:
        print(call())
    except Exception as problem:
        print(type(problem).__name__, problem)
print(float("92233720368547758080000000000000000000000000000000000000000e-17"))
