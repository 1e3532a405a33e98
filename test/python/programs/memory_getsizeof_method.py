import sys


class A:
    def __sizeof__(self):
        return 1000


class B:
    def __sizeof__(self):
        return -1


class C:
    def __sizeof__(self):
        return "a"


print(sys.getsizeof(A()))
for x in (B(), C()):
    try:
        sys.getsizeof(x)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(sys.getsizeof(C(), 5))
