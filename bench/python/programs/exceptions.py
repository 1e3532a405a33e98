class Refused(Exception):
    def __init__(self, value):
        super().__init__("refused %d" % value)
        self.value = value


def check(value):
    if value % 3 == 0:
        raise Refused(value)
    if value % 5 == 0:
        raise ValueError(value)
    return value


def middle(value):
    try:
        return check(value)
    finally:
        value += 1


def run():
    total = 0
    for value in range(80000):
        try:
            total += middle(value)
        except Refused as refused:
            total += refused.value
        except ValueError:
            total -= 1
    return total
