class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right

    def count(self):
        if self.left is None:
            return 1
        return 1 + self.left.count() + self.right.count()


def make(depth):
    if depth == 0:
        return Node(None, None)
    return Node(make(depth - 1), make(depth - 1))


def run():
    kept = make(14)
    total = 0
    for depth in range(4, 14, 2):
        for turn in range(1 << (14 - depth)):
            total += make(depth).count()
    return total + kept.count()
