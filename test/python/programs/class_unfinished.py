# Classes whose making runs code of the program before they are whole.
import abc


class Meta(type):
    ready = False

    def mro(cls):
        if cls.__mro__ is None:
            try:
                super(cls, cls).missing
            except AttributeError as problem:
                print(cls.__name__, problem)
        if cls.ready and cls.__name__ == "Left":
            Right.__bases__ = (Left,)
        if cls.ready and cls.__name__ == "Right":
            Left.__bases__ = (Right,)
        return type.mro(cls)


class Base(metaclass=Meta):
    pass


class Left(Base):
    pass


class Right(Base):
    pass


Meta.ready = True
try:
    Left.__bases__ += ()
except TypeError as problem:
    print(problem)


def outer():
    __class__ = 1

    class Inner:
        nonlocal __class__
        __class__ = 42

        def own(self):
            return __class__

    print(__class__, Inner().own().__name__, "__class__" in vars(Inner))


outer()


class Global:
    global __class__
    __class__ = 43

    def own(self):
        return __class__


print(__class__, Global().own().__name__, "__class__" in vars(Global))
del __class__

try:

    class Both(metaclass=abc.ABCMeta):
        __abc_tpflags__ = (1 << 5) | (1 << 6)

except TypeError as problem:
    print(problem)

try:
    type.__abstractmethods__
except AttributeError as problem:
    print(problem)


class Abstract(metaclass=abc.ABCMeta):
    @abc.abstractmethod
    def method(self):
        pass


class Metaclass(type, Abstract):
    def method(self):
        return 1


class Made(metaclass=Metaclass):
    pass


print(Made.method(), sorted(Abstract.__abstractmethods__))
