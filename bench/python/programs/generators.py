def numbers(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def squares(items):
    for item in items:
        yield item * item


def tree(depth):
    if depth == 0:
        yield 1
    else:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


def averager():
    total = 0
    count = 0
    while True:
        value = yield total // (count or 1)
        total += value
        count += 1


def run():
    total = sum(squares(numbers(200000)))
    total += sum(x for x in range(200000) if x % 3)
    total += sum(tree(13))
    worker = averager()
    next(worker)
    for value in range(50000):
        total += worker.send(value)
    return total
