def entry(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def multiply(vector):
    return [sum([entry(i, j) * value for j, value in enumerate(vector)]) for i in range(len(vector))]


def multiply_transposed(vector):
    return [sum([entry(j, i) * value for j, value in enumerate(vector)]) for i in range(len(vector))]


def run():
    u = [1.0] * 130
    v = u
    for _ in range(5):
        v = multiply_transposed(multiply(u))
        u = multiply_transposed(multiply(v))
    product = norm = 0.0
    for a, b in zip(u, v):
        product += a * b
        norm += b * b
    return round((product / norm) ** 0.5, 9)
