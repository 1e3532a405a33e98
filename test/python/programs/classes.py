class Base:
    kind = "base"

    def __init__(self, name):
        self.name = name

    def hello(self):
        return f"{self.kind} {self.name}"

    @classmethod
    def make(cls, name):
        return cls(name)

    @staticmethod
    def twice(x):
        return 2 * x

    @property
    def loud(self):
        return self.name.upper()

    @loud.setter
    def loud(self, value):
        self.name = value.lower()

    @loud.deleter
    def loud(self):
        self.name = ""

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r})"


class Derived(Base):
    kind = "derived"

    def __init__(self, name, extra):
        super().__init__(name)
        self.extra = extra

    def hello(self):
        return super().hello() + " " + self.extra


b = Base.make("Ada")
print(b, b.hello(), b.loud, Base.twice(4), b.twice(3))
b.loud = "GRACE"
print(b, vars(b))
del b.loud
print(b)
d = Derived("x", "y")
print(d.hello(), isinstance(d, Base), issubclass(Derived, Base), Derived.__mro__)
print(Derived.__bases__, Derived.__name__, Derived.__qualname__, Derived.__module__)
try:
    b.nothing
except AttributeError as error:
    print(error)
try:
    Base.make()
except TypeError as error:
    print(error)
try:
    Base.loud.fset(3)
except Exception as error:
    print(type(error).__name__, error)


class A:
    def who(self):
        return "A"


class B(A):
    def who(self):
        return "B" + super().who()


class C(A):
    def who(self):
        return "C" + super().who()


class D(B, C):
    def who(self):
        return "D" + super().who()


print(D().who(), [c.__name__ for c in D.__mro__])
try:
    class E(A, B):
        pass
except TypeError as error:
    print(error)
b.fresh = 1
print(b.fresh, hasattr(b, "fresh"), getattr(b, "none", "default"))
del b.fresh
print(hasattr(b, "fresh"))
try:
    del b.fresh
except AttributeError as error:
    print(error)
Base.kind = "changed"
print(b.hello())
print(Base.hello.__qualname__, b.hello.__self__ is b, b.hello.__func__ is Base.hello)


class Shadowed:
    def name(self):
        return "method"

    def ask(self):
        return self.name(), getattr(self, "name")(), (lambda call: call())(self.name)


for _ in range(3):
    plain, own = Shadowed(), Shadowed()
    before = own.ask()
    own.name = lambda: "own"
    print(plain.ask(), before, own.ask(), plain.ask(), end=" ")
    del own.name
    print(own.ask())
