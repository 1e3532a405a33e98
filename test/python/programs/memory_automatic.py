# Garbage in cycles is collected without being asked.
import gc

alive = 0


class Node:
    def __init__(self):
        global alive
        alive += 1
        self.me = self

    def __del__(self):
        global alive
        alive -= 1


gc.collect()
most = 0
for _ in range(5000):
    Node()
    most = max(most, alive)
print(600 < most < 800, alive < 800)
gc.collect()
print(alive)
gc.disable()
for _ in range(2000):
    Node()
print(alive)
gc.enable()
print(gc.collect() > 0, alive)
