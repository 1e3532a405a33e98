print(7 // 2, -7 // 2, 7 % -3, -7 % 3, divmod(-7, 2), 2 ** 10, 2 ** -1, 7 / 2, 10 ** 20, -(2 ** 100))
print(0x_ff, 0b1010, 0o17, 1_000_000, 1e3, .5, 1j * 1j, 3 + 4j, abs(3 + 4j), (1 + 2j).conjugate())
print(1 << 70, (1 << 70) >> 68, -1 >> 3, 5 & 3, 5 | 3, 5 ^ 3, ~5, -5 & 0xFF)
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1e300, 2), round(5), round(2.0))
print(0.1 + 0.2, 1e16, 1e15, 123456789.123456789, 1e-5, 0.0001, -0.0, float("inf"), float("nan"), 5e-324, 1.7976931348623157e308)
print(int("123"), int("-0xff", 16), int("0b11", 0), int(3.9), int(-3.9), float("1e3"), int(" 42 "), int("1_000"))
print(hash(1), hash(1.0), hash(2 ** 61 - 1), hash(-1), hash(0.5), hash(10 ** 30), hash(float("inf")), hash(1j))
print((255).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "little"), (10).bit_length(), (255).bit_count(), (0.75).as_integer_ratio(), (3).as_integer_ratio())
print(True + True, isinstance(True, int), True is (1 == 1), int(True), bool("x"), bool([]), not 3, 1 < 2 < 3, 1 < 3 < 2)
print(3 == 3.0, 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 1 < 1.5, 10 ** 400 > 1e308, max(1, 2.5), min([3, 1, 2]))
print((1.5).hex(), float.fromhex("0x1.8p+0"), (2.0).is_integer(), pow(3, 100, 7), pow(3, -1, 7), sum([0.1] * 10), sum(range(101)))
print(str(2 ** 200), (2 ** 200) % 97, (3 ** 150) // (7 ** 40), -(3 ** 90) // 12345, int(1e22), 12345678901234567890 * 98765432109876543210)
for wrong in ("1 / 0", "1 % 0", "1.0 // 0", "0 ** -1", "int('x')", "float('y')", "int('12', 1)", "1 << -1", "'a' + 1", "1 + 'a'", "[] - 1", "-'x'", "1 < 'a'", "2 ** 0.5j + ''", "int([])", "round('x')", "10 ** 400 * 1.0", "int(float('inf'))", "(-8) ** 0.5 + []", "pow(2, 3, 0)", "complex('x')", "abs('x')", "divmod(1, 0)"):
    try:
        print(eval(wrong))
    except Exception as error:
        print(wrong, "->", type(error).__name__, error)


class Number:
    def __init__(self, v):
        self.v = v

    def __add__(self, other):
        return NotImplemented if isinstance(other, str) else ("add", self.v, other)

    def __radd__(self, other):
        return ("radd", other, self.v)

    def __iadd__(self, other):
        self.v += other
        return self

    def __index__(self):
        return self.v

    def __neg__(self):
        return -self.v

    def __bool__(self):
        return self.v != 0

    def __eq__(self, other):
        return isinstance(other, Number) and self.v == other.v

    def __lt__(self, other):
        return self.v < other.v


n = Number(3)
print(n + 1, 1 + n, -n, bool(n), n == Number(3), n != Number(4), sorted([Number(2), Number(1)])[0].v, [10, 20, 30, 40][n], hex(n))
n += 4
print(n.v)
try:
    n + "s"
except TypeError as error:
    print(error)
try:
    hash(n)
except TypeError as error:
    print(error)
