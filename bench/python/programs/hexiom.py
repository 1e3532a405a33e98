"""A puzzle on hexagons: tiles say how many neighbours of theirs are tiles; solved by search with constraints."""


def cells_of(size):
    cells = []
    for q in range(-size, size + 1):
        for r in range(-size, size + 1):
            if abs(q + r) <= size:
                cells.append((q, r))
    return cells


class Board:
    def __init__(self, size):
        self.cells = cells_of(size)
        index = {cell: i for i, cell in enumerate(self.cells)}
        self.neighbours = []
        for q, r in self.cells:
            around = [(q + 1, r), (q - 1, r), (q, r + 1), (q, r - 1), (q + 1, r - 1), (q - 1, r + 1)]
            self.neighbours.append([index[cell] for cell in around if cell in index])


EMPTY = 7


class Search:
    def __init__(self, board, counts):
        self.board = board
        self.counts = counts
        self.placed = [None] * len(board.cells)
        self.tried = 0
        self.order = sorted(range(len(board.cells)), key=lambda i: (-len(board.neighbours[i]), i))

    def possible(self, cell):
        placed = self.placed
        value = placed[cell]
        for other in [cell] + self.board.neighbours[cell]:
            wanted = placed[other]
            if wanted is None or wanted == EMPTY:
                continue
            tiles = 0
            free = 0
            for near in self.board.neighbours[other]:
                there = placed[near]
                if there is None:
                    free += 1
                elif there != EMPTY:
                    tiles += 1
            if tiles > wanted or tiles + free < wanted:
                return False
        return True

    def solve(self, depth=0):
        if depth == len(self.order):
            return True
        cell = self.order[depth]
        for value in range(EMPTY + 1):
            if not self.counts[value]:
                continue
            self.tried += 1
            self.placed[cell] = value
            self.counts[value] -= 1
            if self.possible(cell) and self.solve(depth + 1):
                return True
            self.counts[value] += 1
            self.placed[cell] = None
        return False


def puzzle(board, pattern):
    """The counts of a board that is known to have a solution."""
    counts = [0] * (EMPTY + 1)
    taken = [bool(pattern >> (i % 31) & 1) for i in range(len(board.cells))]
    for cell, is_taken in enumerate(taken):
        if is_taken:
            counts[sum(taken[near] for near in board.neighbours[cell])] += 1
        else:
            counts[EMPTY] += 1
    return counts


def run():
    result = []
    board = Board(2)
    for pattern in (0b1011011101101, 0b110101011110, 0b11101110111):
        search = Search(board, puzzle(board, pattern))
        result.append((search.solve(), search.tried))
    return result
