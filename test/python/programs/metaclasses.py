class Meta(type):
    registry = []

    def __new__(mcs, name, bases, namespace, **options):
        cls = super().__new__(mcs, name, bases, namespace)
        cls.options = options
        Meta.registry.append(name)
        return cls

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)

    @classmethod
    def __prepare__(mcs, name, bases, **options):
        return {"prepared": True}

    def __call__(cls, *args, **kw):
        instance = super().__call__(*args, **kw)
        instance.made_by = "Meta"
        return instance

    def __len__(cls):
        return 42

    def __contains__(cls, item):
        return item == cls.__name__


class Thing(metaclass=Meta, colour="red"):
    pass


class Other(Thing, size=3):
    pass


print(Meta.registry, Thing.options, Other.options, Thing.prepared, len(Thing), "Thing" in Thing)
print(Thing().made_by, type(Other), isinstance(Thing, Meta))


class Plugin:
    plugins = {}

    def __init_subclass__(cls, /, key=None, **kw):
        super().__init_subclass__(**kw)
        cls.plugins[key] = cls


class First(Plugin, key="first"):
    pass


print(Plugin.plugins)


class Descriptor:
    def __set_name__(self, owner, name):
        self.name = name
        print("set_name", owner.__name__, name)

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, "nothing")

    def __set__(self, instance, value):
        print("set", self.name, value)
        instance.__dict__[self.name] = value

    def __delete__(self, instance):
        print("delete", self.name)
        del instance.__dict__[self.name]


class Holder:
    field = Descriptor()


h = Holder()
print(h.field)
h.field = 5
print(h.field, h.__dict__)
del h.field
print(h.field, type(Holder.field).__name__)
print(type("Made", (Plugin,), {"x": 1}, key="made").x, sorted(map(str, Plugin.plugins)))
try:
    class Wrong(metaclass=Meta, **{"a": 1}):
        __slots__ = ("x", "x y")
except TypeError as error:
    print(error)


class M1(type):
    pass


class M2(type):
    pass


class X1(metaclass=M1):
    pass


class X2(metaclass=M2):
    pass


try:
    class X3(X1, X2):
        pass
except TypeError as error:
    print(error)
