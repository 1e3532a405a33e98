import gc
class Base:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("Base", self.name)
class Derived(Base):
    def __del__(self):
        print("Derived", self.name)
        super().__del__()
class Raises(Base):
    def __del__(self):
        raise RuntimeError("in del")
class Revived(Base):
    saved = []
    def __del__(self):
        if len(Revived.saved) < 2:
            Revived.saved.append(self)
        print("Revived", len(Revived.saved))
Base("temporary")
Derived("d")
x = Derived("x"); x = Derived("y"); del x
l = [Base(i) for i in range(3)]
del l[1]
l[0] = None
l.clear()
d = {i: Base(i) for i in "ab"}
d.pop("a"); d.update(b=0)
t = (Base("t1"), Base("t2")); del t
s = {Base("s")}; s.clear()
Revived("r")
Revived.saved.pop()
print(Revived.saved)
def f(a, b):
    c = Base("c")
    del a
    print("in f")
    return "returned"
print(f(Base("a"), Base("b")))
[Base(i) for i in range(2)]
any(Base(i) for i in "pq")
(lambda: Base("lambda"))()
Base("attribute").name
for i in [Base("loop1"), Base("loop2")]:
    pass
print("loop over", i.name)
i = None
Base("cond") if Base("test") else None
print(Base("f-string").name, f"{Base('inner').name}")
class Meta(type):
    def __del__(cls):
        print("class", cls.__name__)
def make():
    class Local(metaclass=Meta):
        pass
make()
print("made", gc.collect() > 0)
try:
    raise Exception(Base("in exception"))
except Exception as e:
    pass
print("end")
