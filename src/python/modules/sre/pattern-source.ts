/**
 * The types Pattern and Match, in Python, with what is asked rarely. What matches, and what asks a match for its groups, is
 * in the kernel (module.ts puts it into the classes); it finds the slots by their names.
 */
export const PATTERN_SOURCE = `
import sys as _sys


class Match:
    __slots__ = ("re", "string", "pos", "endpos", "_regs")

    def __new__(cls, *args, **named):
        raise TypeError("cannot create 're.Match' instances")

    def groupdict(self, default=None):
        groups = self.groups(default)
        return {name: groups[group - 1] for name, group in self.re.groupindex.items()}

    @property
    def regs(self):
        return tuple([self.span(group) for group in range(self.re.groups + 1)])

    @property
    def lastindex(self):
        last = _last(self._regs)
        return last if last >= 0 else None

    @property
    def lastgroup(self):
        last = _last(self._regs)
        return self.re._names[last] if last >= 0 else None

    def expand(self, template):
        import re

        return re._expand(self.re, self, template)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo, /):
        return self

    def __repr__(self):
        return f"<re.Match object; span={self.span()!r}, match={self.group()!r:.50}>"

    def __sizeof__(self):
        return 88 + 16 * (1 + self.re.groups)

    def __class_getitem__(cls, item):
        return _GenericAlias(cls, item)


class Pattern:
    __slots__ = ("pattern", "flags", "groups", "_groupindex", "_names", "_program", "_code", "__weakref__")

    def __new__(cls, *args, **named):
        raise TypeError("cannot create 're.Pattern' instances")

    @property
    def groupindex(self):
        return _proxy(self._groupindex)

    def scanner(self, string, pos=0, endpos=_sys.maxsize):
        self.match(string, 0, 0)
        length = len(string)
        return Scanner(self, string, min(max(pos, 0), length), min(max(endpos, 0), length))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo, /):
        return self

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return (self.flags, self._code, self.pattern) == (other.flags, other._code, other.pattern) and (
            isinstance(self.pattern, str) == isinstance(other.pattern, str)
        )

    def __hash__(self):
        return hash((self.flags, self._code, self.pattern))

    def __repr__(self):
        names = (
            ("TEMPLATE", 1), ("IGNORECASE", 2), ("LOCALE", 4), ("MULTILINE", 8), ("DOTALL", 16), ("VERBOSE", 64),
            ("DEBUG", 128), ("ASCII", 256),
        )
        flags = self.flags
        if isinstance(self.pattern, str) and flags & (4 | 32 | 256) == 32:
            flags &= ~32
        words = [f"re.{name}" for name, bit in names if flags & bit]
        for _, bit in names:
            flags &= ~bit
        if flags:
            words.append(hex(flags))
        text = f"{self.pattern!r:.200}"
        return f"re.compile({text}, {'|'.join(words)})" if words else f"re.compile({text})"

    def __sizeof__(self):
        return 96 + 4 * len(self._code)

    def __class_getitem__(cls, item):
        return _GenericAlias(cls, item)


class Scanner:
    __slots__ = ("pattern", "_string", "_at", "_end", "_not_empty")

    def __init__(self, pattern, string, at, end):
        self.pattern = pattern
        self._string = string
        self._at = at
        self._end = end
        self._not_empty = -1

    def _next(self, way):
        if self._at is None:
            return None
        match = _scan(self.pattern, self._string, self._at, self._end, way, self._not_empty)
        if match is None:
            self._at = None
            return None
        start, self._at = match.span()
        self._not_empty = start if start == self._at else -1
        return match

    def match(self):
        return self._next(0)

    def search(self):
        return self._next(1)


def compile(pattern, flags, code, groups, groupindex, indexgroup):
    made = object.__new__(Pattern)
    made.pattern = pattern
    made.flags = flags
    made.groups = groups
    made._groupindex = dict(groupindex)
    made._names = indexgroup
    made._code = tuple(code)
    made._program = _program(made._code)
    return made


_GenericAlias = type(list[int])
_proxy = type(type.__dict__)
for _type, _name in ((Match, "Match"), (Pattern, "Pattern")):
    _type.__module__ = "re"
del _type, _name
`;
