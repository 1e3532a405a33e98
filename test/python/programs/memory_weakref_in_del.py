# A reference made in __del__ is dead afterwards, and its callback is not called.
import weakref

kept = []


class C:
    def __del__(self):
        kept.append(weakref.ref(self, lambda r: print("not called")))
        print("in del", kept[0]() is self)


C()
print(kept[0]())
