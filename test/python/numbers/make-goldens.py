"""What CPython 3.11 makes of numbers: operations, texts, formats, for goldens.json.

Run it with the CPython 3.11 that is to be followed: python3 make-goldens.py
The cases are random, but the same in every run.

A case is [operation, operand, ..., result]. A value is a string whose first character says what it is: i an int, f a float
(its bytes in hexadecimal), c a complex number (twice), s a str, b a bool, t a tuple (of JSON), n None, ! an exception.
"""
import json
import math
import operator
import os
import random
import struct
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
R = random.Random(20260101)


def bits(x):
    return struct.pack(">d", x).hex() if x == x else "7ff8000000000000"


def encode(v):
    if isinstance(v, bool):
        return "b" + str(v)
    if isinstance(v, int):
        return "i%d" % v
    if isinstance(v, float):
        return "f" + bits(v)
    if isinstance(v, complex):
        return "c" + bits(v.real) + bits(v.imag)
    if isinstance(v, str):
        return "s" + v
    if isinstance(v, tuple):
        return "t" + json.dumps([encode(x) for x in v])
    if v is None:
        return "n"
    raise TypeError(type(v))


OPERATIONS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "divmod": divmod,
    "**": operator.pow,
    "pow": pow,
    "<<": operator.lshift,
    ">>": operator.rshift,
    "&": operator.and_,
    "|": operator.or_,
    "^": operator.xor,
    "@": operator.matmul,
    "neg": operator.neg,
    "pos": operator.pos,
    "abs": abs,
    "invert": operator.invert,
    "<": operator.lt,
    "==": operator.eq,
    ">=": operator.ge,
    "repr": repr,
    "hash": hash,
    "format": format,
    "int": int,
    "float": float,
    "complex": complex,
    "bool": bool,
    "round": round,
    "hex": float.hex,
    "fromhex": float.fromhex,
    "ratio": lambda x: x.as_integer_ratio(),
    "is_integer": lambda x: x.is_integer(),
    "bit_length": lambda x: x.bit_length(),
    "bit_count": lambda x: x.bit_count(),
    "floor": math.floor,
    "ceil": math.ceil,
    "trunc": math.trunc,
    "sizeof": lambda x: x.__sizeof__(),
    "percent": lambda template, x: template % x,
}

sys.set_int_max_str_digits(0)
cases = []
seen = set()


def case(name, *operands):
    key = (name, *map(encode, operands))
    if key in seen:
        return
    seen.add(key)
    sys.set_int_max_str_digits(4300)
    try:
        result = encode(OPERATIONS[name](*operands))
    except Exception as error:
        result = "!%s: %s" % (type(error).__name__, error)
    sys.set_int_max_str_digits(0)
    cases.append([*key, result])


INTERESTING_FLOATS = [
    0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, -2.5, 0.1, 1e16, 1e15, 9999999999999998.0, 1e17, 123456789012345680.0, 1e-4,
    1e-5, 0.00012345, 1e22, 1e23, 1e100, 1.7976931348623157e308, 5e-324, 2.2250738585072014e-308, 2.225073858507201e-308,
    math.inf, -math.inf, math.nan, 1 / 3, 2 / 3, 1e300, -1e-300, 0.045, 2.675, 1e21, 123.456, 1e-7, 4503599627370496.5,
    9007199254740993.0, 0.30000000000000004, 100.0, 1234567.0, 1e308, 3.0, -7.0, 0.125, 1e5, 99999.5, 999999.5,
]
INTERESTING_INTS = [
    0, 1, -1, 2, -2, 5, 7, -7, 10, 255, 256, -5, -6, 257, 2**30, 2**31 - 1, -(2**31), 2**31, 2**32, 2**53, 2**53 + 1,
    2**60, 2**61 - 1, -(2**61) + 1, 2**62, 2**63, -(2**63), 2**64 - 1, 10**18, 10**25, -(10**30), 10**22, 2**1023,
    2**1024 - 2**970, 2**1024, 10**400, 3**50, 1000000, 123456789,
]


def any_float():
    kind = R.randrange(8)
    if kind == 0:
        return R.choice(INTERESTING_FLOATS)
    if kind == 1:
        return struct.unpack(">d", R.randbytes(8))[0]
    if kind == 2:
        return R.randrange(-1000, 1000) / R.choice([1, 2, 4, 8, 16, 10, 100, 1000])
    if kind == 3:
        return float("%de%d" % (R.randrange(-10**6, 10**6), R.randrange(-30, 30)))
    if kind == 4:
        return R.uniform(-1, 1) * 10 ** R.randrange(-6, 18)
    if kind == 5:
        return float(R.randrange(-10**6, 10**6))
    if kind == 6:
        return R.getrandbits(53) * 2.0 ** R.randrange(-1074, 900)
    return R.gauss(0, 1)


def any_int():
    kind = R.randrange(6)
    if kind == 0:
        return R.choice(INTERESTING_INTS)
    if kind == 1:
        return R.randrange(-10, 11)
    if kind == 2:
        return R.randrange(-(2**32), 2**32)
    if kind == 3:
        return R.choice([-1, 1]) * R.getrandbits(R.randrange(1, 130))
    if kind == 4:
        return R.choice([-1, 1]) * (2 ** R.randrange(28, 130) + R.randrange(-2, 3))
    return R.randrange(-1000, 1000)


def any_complex():
    return complex(any_float(), any_float())


def any_real():
    return R.choice([any_float, any_int])()


# Unary operations and texts.
for x in INTERESTING_FLOATS + [any_float() for _ in range(150)]:
    for name in ("repr", "hash", "hex", "int", "ratio", "is_integer", "neg", "pos", "abs", "bool", "floor", "ceil", "trunc", "round"):
        if (name != "hash" or x == x) and (name in ("repr", "hash", "hex", "int", "round") or R.random() < 0.2):
            case(name, x)
for x in INTERESTING_INTS + [any_int() for _ in range(150)]:
    for name in ("repr", "hash", "float", "neg", "invert", "bit_length", "bit_count", "sizeof", "bool", "abs"):
        if R.random() < 0.5:
            case(name, x)
for _ in range(120):
    z = any_complex()
    for name in ("repr", "neg", "abs", "bool"):
        case(name, z)
    if z == z:
        case("hash", z)
for name in ("repr", "hash", "neg", "invert", "sizeof", "float", "int"):
    case(name, True)
    case(name, False)
case("invert", 1.5)
case("sizeof", 1.5)
case("sizeof", 1j)
case("int", "9" * 4301)
case("int", "0" * 4301)
case("int", "0x" + "f" * 100, 16)
case("repr", 10**4300)
case("format", 10**4300, "d")
case("format", 10**4300, "x")

# Binary operations.
for _ in range(450):
    a, b = any_real(), any_real()
    if isinstance(a, int) and isinstance(b, int) and R.random() < 0.7:
        a = any_float()
    for name in R.sample(["+", "-", "*", "/", "//", "%", "divmod", "<", "==", ">="], 3):
        case(name, a, b)
for _ in range(350):
    a, b = any_int(), any_int()
    for name in R.sample(["/", "//", "%", "divmod", "==", "<", "&", "^"], 2):
        case(name, a, b)
for _ in range(250):
    # Quotients that are near halves between doubles.
    b = R.getrandbits(R.randrange(1, 200)) | 1
    a = b * ((R.getrandbits(53) << 1) | 1) << R.randrange(0, 60)
    case("/", a + R.randrange(-1, 2), b << R.randrange(0, 1200))
for _ in range(200):
    n = R.getrandbits(53) << R.randrange(1, 60)
    case("float", n + R.randrange(-2, 3))
    x = float(n)
    case("==", n + R.randrange(-1, 2), x)
    case("<", x, n + R.randrange(-1, 2))
for _ in range(150):
    case("**", R.choice([any_float(), any_int() % 50]), R.choice([R.randrange(-20, 20), R.randrange(-40, 40) / 2]))
for _ in range(60):
    case("**", R.randrange(-20, 20), R.randrange(0, 60))
    case("pow", any_int(), R.randrange(-5, 100), any_int())
for x in (0, 1, -1, 0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 0.5, math.inf, -math.inf, math.nan, -8.0):
    for y in (0, 1, -1, 0.5, -0.5, 2, 3, -3, math.inf, -math.inf, math.nan, 1e300):
        case("**", x, y)
    for y in (3.0, -3.0, math.inf, -math.inf, math.nan, 0.0, -0.0):
        for name in ("//", "%", "divmod"):
            case(name, x, y)
for _ in range(120):
    a, b = any_complex(), R.choice([any_complex, any_real])()
    for name in R.sample(["+", "-", "*", "/", "==", "//", "%", "<"], 2):
        case(name, a, b)
        case(name, b, a)
for z in (1 + 2j, 0j, -1j, complex(3, -0.5)):
    for n in (0, 1, 2, 3, -1, -2, 5, 7, 100, 0j, 1j):
        case("**", z, n)
case("pow", 2.0, 3, 5)
case("pow", 2, 3.0, 5)
case("pow", 1j, 2, 3)
for a, b in ((1, "a"), ("a", 1), (1.5, "a"), (1j, "a"), (True, "x"), ("x", 2.5)):
    for name in ("+", "-", "*", "/", "//", "%", "divmod", "**", "<<", "&", "@", "<", ">="):
        if not (isinstance(a, str) and name in ("%", "+")):
            case(name, a, b)
for a in (1, -1, 2**70, -(2**70), 0):
    for b in (0, 1, 31, 32, 64, 100, -1, 2**70):
        case("<<", a, b) if b < 2**60 or a == 0 else None
        case(">>", a, b)
for a in (True, False):
    for b in (True, False, 0, 1, 5, -3, 2**40):
        for name in ("&", "|", "^", "+", "-", "*", "//", "=="):
            if name != "//" or b:
                case(name, a, b)

# Rounding.
for _ in range(500):
    x = any_float()
    case("round", x, R.randrange(-20, 25))
for x in (0.5, 1.5, 2.5, -0.5, 2.675, 1.005, 1e308, 1.7e308, 5e-324, 12345.0, 25.0, 35.0, math.inf, math.nan):
    for n in (-400, -308, -309, -3, -2, -1, 0, 1, 2, 3, 322, 323, 400, None):
        case("round", x, n)
for _ in range(200):
    case("round", any_int(), R.randrange(-12, 4))
case("round", 5, "a")

# Formats.
FLOAT_SPECS = ["", "e", "f", "g", "E", "F", "G", "n", "%", ".0f", ".1f", ".2f", ".3f", ".10f", ".20f", ".0e", ".3e", ".16e",
    ".25e", ".0g", ".1g", ".5g", ".17g", ".30g", ".2%", "#.0f", "#.0e", "#.4g", "#", ".3", ".0", ".17", "+", " ", "-",
    "+.2f", "10", "10.2f", "<10.2f", "^11.3f", "=+10.1f", "010.2f", "+010.2f", "x<10", "*^20.3e", ",", ",.2f", "_.3f",
    "015,.2f", "020_.1f", "z.1f", "z", "+z.0f", "é>12", "0=12", "<012", ",g", "_e", "012,.0f", "013,.0f", "06,"]
INT_SPECS = ["", "d", "n", "b", "o", "x", "X", "#b", "#o", "#x", "#X", ",", "_", "_b", "_x", "#_X", "+", " ", "+,", "5", "20",
    "<20", "^20", "=20", "=+20", "020", "+020", "#020x", "*>20d", "020,", "019,", "018_d", "#019_b", ".3f", "e", "g", "%",
    ",.2f", "012.2e", "é^15", "0<9", "0>9", "01"]
OTHER_SPECS = ["s", "q", "c", "5c", "+c", "#c", ".3", ".3d", "z", ",x", ",n", "_n", ",c", ",_", "_,", ",,", "__", ".", "5.", ".2x.",
    "ab", "5 ", "1" * 25, "." + "1" * 12 + "f", "\x01", "\x7f", "é", "\u0665", ".\u0662f", "==", "<<5", "^^", "0", "00", "=",
    "z#", "#z", "+-", "05.1"]
for _ in range(900):
    case("format", any_float(), R.choice(FLOAT_SPECS))
for _ in range(450):
    case("format", any_int(), R.choice(INT_SPECS))
for spec in OTHER_SPECS:
    for value in (65, 1.5, 1j, "text", True, -3):
        case("format", value, spec)
for value in (-1, 0x110000, 0x10FFFF, 2**70, 0x1F600, 0):
    case("format", value, "c")
for _ in range(300):
    spec = R.choice(["", ".2f", ".3e", "g", ".2", "+", " .1f", "<30", "^30.1f", ">30", "F", ",.1f", "#.0f", "n", "+.2e", "_"])
    case("format", any_complex(), spec)
for spec in ("05", "=5", "%", "d", "z", "0<5", "^025"):
    case("format", 1.5 - 2j, spec)
for spec in ("", "s", "10", "<10", ">10", "^10", "x^10", ".2", "^7.2", "010", "=10", "+", " ", "#", "z", ",", "_", "0>9s", "é<5", ".0"):
    for value in ("", "abc", "\U0001f600\u00e9x", "text of some length"):
        case("format", value, spec)
for _ in range(600):
    # The whole language at random.
    spec = "".join([
        R.choice(["", "", "*", "0", "é"]) + R.choice(["<", ">", "^", "="]) if R.random() < 0.5 else "",
        R.choice(["", "", "+", "-", " "]), R.choice(["", "", "", "z"]), R.choice(["", "", "#"]), R.choice(["", "0"]),
        R.choice(["", str(R.randrange(1, 30))]), R.choice(["", "", ",", "_"]), R.choice(["", "." + str(R.randrange(0, 22))]),
        R.choice("bcdeEfFgGnosxX%") if R.random() < 0.8 else "",
    ])
    case("format", R.choice([any_float, any_int, any_complex, lambda: "words"])(), spec)
for _ in range(600):
    template = "%" + "".join(R.sample("-+ #0", R.randrange(0, 4))) + R.choice(["", str(R.randrange(1, 25))]) + R.choice(
        ["", ".%d" % R.randrange(0, 20)])
    if R.random() < 0.5:
        case("percent", template + R.choice("eEfFgG"), any_float())
    else:
        case("percent", template + R.choice("diuoxX"), any_int())

# Texts.
SPACES = ["", " ", "\t\n", "\u2003", "\xa0", "\x1c", "\u200b", "\0"]
for _ in range(500):
    text = R.choice(["", "", "+", "-"]) + R.choice(["0x", "0b", "0o", "0", "", "", "0X", "_"]) + "".join(
        R.choice("0123456789") if R.random() < 0.9 else R.choice("abfz_-.  ") for _ in range(R.randrange(0, 12)))
    case("int", R.choice(SPACES) + text + R.choice(SPACES), R.choice([0, 2, 8, 10, 10, 10, 16, 36]))
for text in ("", " ", "-", "+5", "--5", "1_000", "1__0", "_1", "1_", "0x_f", "0_x", "0_0", "00", "010", "0", "\u0663\u0664",
             "\uff11\uff12", "1\u2003", "12 3", "\u4e00", "0b102", "0o8", "1e5", "1.5", "\0", "9" * 30, "z", "Z" * 20):
    for base in (0, 2, 10, 16, 36, 1, 37, -1):
        case("int", text, base)
    for name in ("int", "float", "complex"):
        case(name, text)
for text in ("inf", "-inf", "+Infinity", "nan", "-NaN", "infinit", "1e400", "-1e400", "1e-400", "1_0.0_1", "1_.0", "1._0", "1e1_0",
             "1e_1", ".5", "5.", ".", "e5", "1e", "1e+", "0x1p3", " 1.5\n", "1.5\xa0", "1 .5", "\u0661.\u0665", "1.5j", "j", "-j", "+j",
             "1+j", "1-2j", "(1+2j)", " ( 1+2j ) ", "(1+2j", "1+2j)", "1 + 2j", "1+2", "1+2J", "nanj", "inf-infj", "1e5+1e-5j",
             "1_0+2_0j", "()", "2.2250738585072011e-308", "4.9406564584124654e-324", "2.4703282292062327e-324",
             "2.4703282292062328e-324", "9007199254740993", "9007199254740992.9999999999999999999999999999", "1" * 400,
             "0." + "0" * 400 + "1", "179769313486231580793728971405301e276", "123" * 200 + "e-590"):
    for name in ("float", "complex"):
        case(name, text)
for _ in range(400):
    x = any_float()
    text = R.choice([repr, lambda v: "%.20e" % v, lambda v: "%.15g" % v, lambda v: "%.30f" % v])(x)
    case("float", text)
    case("float", repr(x)[:-1] + R.choice("0123456789_e+.j "))
for _ in range(200):
    case("fromhex", any_float().hex())
    text = R.choice(["", "-", "+"]) + R.choice(["0x", "", "0X"]) + "%x" % R.getrandbits(R.randrange(1, 90)) + R.choice(
        ["", ".", ".%x" % R.getrandbits(R.randrange(1, 80))]) + R.choice(["", "p%d" % R.randrange(-1200, 1100), "P+3"])
    case("fromhex", text)
for text in ("", "0x", "x", ".", "0x.", "0x1.p", "p5", "0x1p", "inf", "-Infinity", "nan", " 0x1p3 ", "0x1 p3", "0x1p5000",
             "0x1p-5000", "0x1.fffffffffffff8p1023", "0x1.fffffffffffff7p1023", "0x0p99999", "-0x0p0", "0x.8p1", "1__2"):
    case("fromhex", text)
for value in (1.5, 2**70, True, 1j, "7"):
    for name in ("int", "float", "complex"):
        case(name, value)
for a, b in ((1, 2), (1.5, 2j), (1j, 2j), (-0.0, -0.0), (1, "2"), ("1", 2), (True, False)):
    case("complex", a, b)
case("int", 5, 10)

if __name__ == "__main__":
    lines = ",\n".join(json.dumps(c, ensure_ascii=True) for c in cases)
    text = "[\n" + lines + "\n]\n"
    if len(sys.argv) > 1:
        sys.stdout.write(text)
    else:
        with open(os.path.join(HERE, "goldens.json"), "w") as file:
            file.write(text)
