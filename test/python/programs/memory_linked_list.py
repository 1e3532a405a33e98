import gc, sys, weakref
class Link:
    alive = 0
    def __init__(self, value, next=None):
        self.value, self.next = value, next
        Link.alive += 1
    def __del__(self):
        Link.alive -= 1
def chain(n):
    head = None
    for i in range(n):
        head = Link(i, head)
    return head
head = chain(50000)
print(Link.alive)
tail = head
while tail.next is not None:
    tail = tail.next
watch = weakref.ref(tail)
print(tail.value, sys.getrefcount(tail))
del tail
head = None
print(Link.alive, watch())
ring = chain(10)
last = ring
while last.next:
    last = last.next
last.next = ring
del ring, last
print(Link.alive, gc.collect(), Link.alive)
nested = []
for _ in range(200000):
    nested = [nested]
deep = ()
for _ in range(200000):
    deep = (deep,)
d = {}
for _ in range(100000):
    d = {"d": d}
del nested, deep, d
print("gone")
