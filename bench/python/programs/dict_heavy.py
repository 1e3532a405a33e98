def run():
    table = {}
    for i in range(120000):
        table[i * 7 % 60013] = i
    total = 0
    for key in range(72000):
        if key in table:
            total += table[key]
    for key in list(table):
        if key % 3 == 0:
            del table[key]
    pairs = {(a, b): a * b for a in range(200) for b in range(150)}
    for (a, b), product in pairs.items():
        total += product - a
    names = {}
    for i in range(60000):
        name = "k%d" % (i % 3000)
        names[name] = names.get(name, 0) + i
    return total, len(table), sum(names.values())
