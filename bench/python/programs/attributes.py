class Counter:
    def __init__(self, step):
        self.value = 0
        self.step = step
        self.calls = 0

    def advance(self):
        self.value += self.step
        self.calls += 1
        return self.value

    def reset(self, limit):
        if self.value > limit:
            self.value -= limit


def run():
    counters = [Counter(step) for step in range(1, 11)]
    total = 0
    for turn in range(30000):
        for counter in counters:
            total += counter.advance()
            counter.reset(1000)
    return total
