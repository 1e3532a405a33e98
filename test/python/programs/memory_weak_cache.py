import gc, weakref
class Image:
    def __init__(self, name):
        self.name = name
    def __repr__(self):
        return f"<Image {self.name}>"
cache = weakref.WeakValueDictionary()
def load(name):
    image = cache.get(name)
    if image is None:
        print("loading", name)
        image = cache[name] = Image(name)
    return image
one = load("cat")
two = load("cat")
print(one is two, len(cache), dict(cache))
del one
print(len(cache))
del two
print(len(cache), load("cat"), len(cache))
owners = weakref.WeakKeyDictionary()
keep = Image("dog")
owners[keep] = "ann"
owners[Image("gone")] = "bob"
print(list(owners.items()), keep in owners)
seen = weakref.WeakSet([keep])
print(len(seen), keep in seen)
done = weakref.finalize(keep, print, "finalised", kind := "now")
print(done.alive, done.peek()[1:])
del keep
print(done.alive, len(seen), len(owners), done())
keep = Image("x")
order = []
first = weakref.ref(keep, lambda r: order.append("first"))
second = weakref.ref(keep, lambda r: order.append("second"))
third = weakref.proxy(keep, lambda r: order.append("third"))
print(weakref.getweakrefcount(keep), third.name, weakref.getweakrefs(keep)[0] is first)
del keep
print(order)
try:
    third.name
except ReferenceError as error:
    print(error)
a, b = Image("a"), Image("b")
a.b, b.a = b, a
ra = weakref.ref(a, lambda r: print("callback a"))
del a, b
print(ra() is None, gc.collect(), ra() is None)
