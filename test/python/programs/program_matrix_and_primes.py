"""Numbers: matrices, primes, big ints, fractions of them, sorting by several keys."""
from itertools import accumulate, chain, combinations, count, cycle, groupby, islice, permutations, product, starmap, takewhile, tee, zip_longest
from operator import attrgetter, itemgetter, mul
import math


class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]

    def __matmul__(self, other):
        return Matrix([[sum(map(mul, row, column)) for column in zip(*other.rows)] for row in self.rows])

    def __pow__(self, n):
        result = Matrix([[int(i == j) for j in range(len(self.rows))] for i in range(len(self.rows))])
        base = self
        while n:
            if n & 1:
                result = result @ base
            base, n = base @ base, n >> 1
        return result

    def __eq__(self, other):
        return self.rows == other.rows

    def __repr__(self):
        return f"Matrix({self.rows})"


print(Matrix([[1, 1], [1, 0]]) ** 90)
print(Matrix([[1, 2], [3, 4]]) @ Matrix([[0, 1], [1, 0]]), Matrix([[1]]) == Matrix([[1]]))


def primes():
    found = {}
    for n in count(2):
        step = found.pop(n, None)
        if step is None:
            yield n
            found[n * n] = n
        else:
            at = n + step
            while at in found:
                at += step
            found[at] = step


print(list(islice(primes(), 15)), sum(takewhile(lambda p: p < 1000, primes())))


def pi_digits(n):
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    while n:
        if 4 * q + r - t < m * t:
            yield m
            n -= 1
            q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2


print("".join(map(str, pi_digits(60))))
print(2 ** 200, (-7) // 2, (-7) % 3, divmod(-(10 ** 20), 7), (10 ** 30) >> 20, hex(2 ** 70), (2 ** 70).bit_length())
print(math.gcd(2 ** 40, 6 ** 20), math.isqrt(10 ** 21), math.comb(50, 25), pow(3, 10 ** 6, 10 ** 9 + 7), int("zz", 36), f"{10**12:,}")
people = [("ann", 31), ("bob", 25), ("cid", 31), ("dee", 25)]
print(sorted(people, key=itemgetter(1, 0)), sorted(people, key=lambda p: -p[1]))
print([(age, [name for name, _ in group]) for age, group in groupby(sorted(people, key=itemgetter(1)), itemgetter(1))])
print(list(accumulate([1, 2, 3, 4], mul)), list(chain("ab", [1])), list(combinations("abc", 2)), len(list(permutations(range(5)))))
print(list(zip_longest([1, 2, 3], "a", fillvalue="-")), list(starmap(pow, [(2, 3), (3, 2)])), list(islice(cycle("xy"), 5)), list(product([0, 1], repeat=2)))
one, two = tee(iter([1, 2]))
print(next(one), list(two), list(one))
print(round(2.5), round(-3.5), round(2.675, 2), 0.1 + 0.2, 1e16, 1e-7, float("inf"), -0.0, 5e-324, 1.0, 123456789.123456789)
print(3 + 4j, (3 + 4j) * 1j, abs(3 + 4j), complex("1-2j").conjugate())
