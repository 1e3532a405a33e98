"""Classes as in a textbook: properties, class and static methods, inheritance, operators, context managers, exceptions."""
from contextlib import ExitStack, closing, contextmanager, suppress


class Insufficient(Exception):
    def __init__(self, wanted, there):
        super().__init__(f"wanted {wanted}, there are {there}")
        self.missing = wanted - there


class Account:
    count = 0
    _rate = 0.02

    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        Account.count += 1

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, value):
        if value < 0:
            raise Insufficient(self._balance - value, self._balance)
        self._balance = value

    @balance.deleter
    def balance(self):
        print("closing", self.owner)
        self._balance = 0

    @classmethod
    def opened_by(cls, text):
        owner, amount = text.split(":")
        return cls(owner, int(amount))

    @staticmethod
    def is_name(text):
        return text.isalpha()

    def __add__(self, amount):
        return type(self)(self.owner, self.balance + amount)

    __radd__ = __add__

    def __iadd__(self, amount):
        self.balance += amount
        return self

    def __lt__(self, other):
        return self.balance < other.balance

    def __bool__(self):
        return self.balance > 0

    def __repr__(self):
        return f"{type(self).__name__}({self.owner!r}, {self.balance})"


class Savings(Account):
    def __init__(self, owner, balance=0, *, rate=None):
        super().__init__(owner, balance)
        if rate is not None:
            self._rate = rate

    def year(self):
        self += round(self.balance * self._rate, 2)
        return self


@contextmanager
def transaction(account):
    before = account.balance
    try:
        yield account
    except Insufficient as problem:
        account.balance = before
        print("rolled back:", problem, "missing", problem.missing)
    else:
        print("done:", account)
    finally:
        print("over")


a, b = Account.opened_by("ann:100"), Savings("bob", 200, rate=0.1)
print(a, b, Account.count, Savings.count, a < b, max(a, b), a + 1, 5 + b)
with transaction(a):
    a.balance -= 30
with transaction(a):
    a.balance -= 1000
print(a, b.year(), b.year(), Account.is_name("ann"), Account.is_name("a1"))
del a.balance
print(bool(a), bool(b), a)
with suppress(KeyError, IndexError):
    [][1]
print("still here")


class Noisy:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__)
        return self.name == "swallows"

    def close(self):
        print("close", self.name)


with ExitStack() as stack:
    for name in ("one", "swallows", "three"):
        stack.enter_context(Noisy(name))
    stack.callback(print, "called back")
    raise ValueError("inside")
with closing(Noisy("x")) as x:
    print(x.name)
print(Savings.__mro__, Savings.__init__.__qualname__, isinstance(b, Account), issubclass(Account, Savings))
try:
    a.balance = "x"
except TypeError as error:
    print(error)
try:
    a.nothing
except AttributeError as error:
    print(error, error.name, error.obj is a)
