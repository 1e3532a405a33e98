def run():
    table = {}
    for i in range(20000):
        table[i * 7 % 10007] = i
    total = 0
    for key in range(12000):
        if key in table:
            total += table[key]
    for key in list(table):
        if key % 3 == 0:
            del table[key]
    pairs = {(a, b): a * b for a in range(80) for b in range(60)}
    for (a, b), product in pairs.items():
        total += product - a
    names = {}
    for i in range(10000):
        name = "k%d" % (i % 500)
        names[name] = names.get(name, 0) + i
    return total, len(table), sum(names.values())
