"""Parts of exception groups: what except* leaves, split and subgroup."""


def shown(raised, handled):
    try:
        try:
            raise raised
        except* handled as part:
            print("handled", repr(part))
    except BaseException as rest:
        print("rest", repr(rest), rest is raised)


# What is left is a new group, whether the part that was handled was all of an inner one or not there.
inner = [ExceptionGroup("j3", [ValueError("V")]), ExceptionGroup("j4", [TypeError("T")])]
shown(ExceptionGroup("j1", [ExceptionGroup("j2", inner)]), TypeError)
shown(ExceptionGroup("j1", [ExceptionGroup("j2", inner)]), KeyError)

# Notes are copied if they are a sequence.
for notes in (123, ("a", "b"), ["c"], {"d": 1}):
    noted = ExceptionGroup("noted", [ValueError(1), TypeError(2)])
    noted.__notes__ = notes
    print([getattr(part, "__notes__", None) for part in noted.split(ValueError)])


class Derived(ExceptionGroup):
    def derive(self, exceptions):
        print("derive", exceptions)
        return Derived(self.message, exceptions)


print(repr(Derived("d", [ValueError(1), TypeError(2)]).subgroup(ValueError)))

deep = TypeError(1)
for _ in range(2000):
    deep = ExceptionGroup("deep", [deep])
for take in (deep.split, deep.subgroup):
    try:
        take(TypeError)
    except RecursionError as e:
        print(e)
del deep, take
