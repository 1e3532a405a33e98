count = 0


class Node:
    def __init__(self, next):
        self.next = next

    def __del__(self):
        global count
        count += 1


n = None
for i in range(50000):
    n = Node(n)
del n
print(count)
