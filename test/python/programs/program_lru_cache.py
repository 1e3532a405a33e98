"""A least-recently-used cache by hand: a doubly linked list and a dict, and what of it is alive when."""
import gc
import weakref


class Node:
    __slots__ = ("key", "value", "before", "after", "__weakref__")

    def __init__(self, key, value):
        self.key, self.value = key, value
        self.before = self.after = None


class Cache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.nodes = {}
        self.head, self.tail = Node(None, None), Node(None, None)
        self.head.after, self.tail.before = self.tail, self.head

    def _unlink(self, node):
        node.before.after, node.after.before = node.after, node.before
        node.before = node.after = None

    def _push(self, node):
        node.before, node.after = self.head, self.head.after
        self.head.after.before = node
        self.head.after = node

    def get(self, key, default=None):
        node = self.nodes.get(key)
        if node is None:
            return default
        self._unlink(node)
        self._push(node)
        return node.value

    def put(self, key, value):
        if key in self.nodes:
            self._unlink(self.nodes.pop(key))
        elif len(self.nodes) == self.capacity:
            oldest = self.tail.before
            self._unlink(oldest)
            del self.nodes[oldest.key]
        node = self.nodes[key] = Node(key, value)
        self._push(node)

    def __iter__(self):
        node = self.head.after
        while node is not self.tail:
            yield node.key
            node = node.after


gc.disable()
cache = Cache(3)
for key in "abcd":
    cache.put(key, key * 2)
print(list(cache), cache.get("a"), cache.get("b"), list(cache))
watched = weakref.ref(cache.nodes["c"])
cache.put("e", "ee")
print(list(cache), watched() is None or watched().key)
cache.put("f", "ff")
print(list(cache), watched() is None)
watched = weakref.ref(cache.nodes["f"])
del cache
print(watched() is None, gc.collect(), watched() is None)
