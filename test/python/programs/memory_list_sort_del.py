# Objects die while a list is sorted, copied and sliced.
class D:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n

    def __del__(self):
        print("del", self.n, end=" ")


l = [D(3), D(1), D(2)]
l.sort()
print([d.n for d in l])
c = l[:]
l.clear()
print("copied")
c.pop(0)
print()
c[0:1] = [D(7), D(8)]
print()
c *= 2
c.reverse()
del c[::2]
print("strided")
del c
print()
