import sys

sys.getallocatedblocks()
a = sys.getallocatedblocks()
l = [object() for _ in range(1000)]
b = sys.getallocatedblocks()
print(1000 <= b - a <= 1010)
del l
print(sys.getallocatedblocks() - a < 10)
