/**
 * The types Pattern and Match, in Python: they are looked at in many ways and never in a loop. Matching itself is
 * `_match` and `_all`.
 */
export const PATTERN_SOURCE = `
import sys as _sys


class Match:
    __slots__ = ("re", "string", "pos", "endpos", "_regs")

    def __new__(cls, *args, **named):
        raise TypeError("cannot create 're.Match' instances")

    def _index(self, group):
        if isinstance(group, str) or not hasattr(group, "__index__"):
            group = self.re.groupindex.get(group, -1)
        else:
            group = group.__index__()
        if 0 <= group <= self.re.groups:
            return group
        raise IndexError("no such group")

    def _text(self, group, default=None):
        start = self._regs[2 * group + 1]
        return default if start < 0 else self.string[start : self._regs[2 * group + 2]]

    def group(self, *groups):
        if not groups:
            return self._text(0)
        if len(groups) == 1:
            return self._text(self._index(groups[0]))
        return tuple([self._text(self._index(group)) for group in groups])

    def __getitem__(self, group):
        return self._text(self._index(group))

    def groups(self, default=None):
        return tuple([self._text(group, default) for group in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        return {name: self._text(group, default) for name, group in self.re.groupindex.items()}

    def start(self, group=0, /):
        return self._regs[2 * self._index(group) + 1]

    def end(self, group=0, /):
        return self._regs[2 * self._index(group) + 2]

    def span(self, group=0, /):
        group = self._index(group)
        return (self._regs[2 * group + 1], self._regs[2 * group + 2])

    @property
    def regs(self):
        return tuple([(self._regs[2 * group + 1], self._regs[2 * group + 2]) for group in range(self.re.groups + 1)])

    @property
    def lastindex(self):
        return self._regs[0] if self._regs[0] >= 0 else None

    @property
    def lastgroup(self):
        return self.re._names[self._regs[0]] if self._regs[0] >= 0 else None

    def expand(self, template):
        import re

        return re._expand(self.re, self, template)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo, /):
        return self

    def __repr__(self):
        return f"<re.Match object; span={self.span()!r}, match={self.group()!r}>"

    def __class_getitem__(cls, item):
        return _GenericAlias(cls, item)


def _made(pattern, string, pos, endpos, regs):
    match = object.__new__(Match)
    match.re = pattern
    match.string = string
    match.pos = pos
    match.endpos = endpos
    match._regs = regs
    return match


def _clamped(string, pos, endpos):
    length = len(string)
    pos = min(max(pos, 0), length)
    return pos, min(max(endpos, 0), length)


class Pattern:
    __slots__ = ("pattern", "flags", "groups", "_groupindex", "_names", "_program", "_code", "__weakref__")

    def __new__(cls, *args, **named):
        raise TypeError("cannot create 're.Pattern' instances")

    @property
    def groupindex(self):
        return _proxy(self._groupindex)

    def _checked(self, string):
        if isinstance(string, str):
            if isinstance(self.pattern, bytes):
                raise TypeError("cannot use a bytes pattern on a string-like object")
        elif isinstance(self.pattern, str):
            if isinstance(string, (bytes, bytearray, memoryview)):
                raise TypeError("cannot use a string pattern on a bytes-like object")
            raise TypeError(f"expected string or bytes-like object, got {type(string).__name__!r}")
        return string

    def _one(self, string, pos, endpos, way):
        self._checked(string)
        pos, endpos = _clamped(string, pos, endpos)
        regs = _match(self._program, string, pos, endpos, way)
        return regs if regs is None else _made(self, string, pos, endpos, regs)

    def match(self, string, pos=0, endpos=_sys.maxsize):
        return self._one(string, pos, endpos, 0)

    def search(self, string, pos=0, endpos=_sys.maxsize):
        return self._one(string, pos, endpos, 1)

    def fullmatch(self, string, pos=0, endpos=_sys.maxsize):
        return self._one(string, pos, endpos, 2)

    def _regs(self, string, pos, endpos, limit=0):
        self._checked(string)
        pos, endpos = _clamped(string, pos, endpos)
        return _all(self._program, string, pos, endpos, limit)

    def finditer(self, string, pos=0, endpos=_sys.maxsize):
        found = self._regs(string, pos, endpos)
        pos, endpos = _clamped(string, pos, endpos)
        return iter([_made(self, string, pos, endpos, regs) for regs in found])

    def findall(self, string, pos=0, endpos=_sys.maxsize):
        found = self._regs(string, pos, endpos)
        empty = string[:0]
        groups = self.groups
        if groups == 0:
            return [string[regs[1] : regs[2]] for regs in found]
        if groups == 1:
            return [string[regs[3] : regs[4]] if regs[3] >= 0 else empty for regs in found]
        places = range(3, 3 + 2 * groups, 2)
        return [tuple([string[regs[at] : regs[at + 1]] if regs[at] >= 0 else empty for at in places]) for regs in found]

    def split(self, string, maxsplit=0):
        pieces = []
        last = 0
        for regs in self._regs(string, 0, len(string), maxsplit):
            pieces.append(string[last : regs[1]])
            for at in range(3, 3 + 2 * self.groups, 2):
                pieces.append(string[regs[at] : regs[at + 1]] if regs[at] >= 0 else None)
            last = regs[2]
        pieces.append(string[last:])
        return pieces

    def subn(self, repl, string, count=0):
        if not callable(repl):
            backslash = "\\\\" if isinstance(repl, str) else b"\\\\"
            if backslash in repl:
                import re

                repl = re._subx(self, repl)
        is_callable = callable(repl)
        pieces = []
        last = 0
        found = self._regs(string, 0, len(string), count)
        for regs in found:
            pieces.append(string[last : regs[1]])
            if is_callable:
                piece = repl(_made(self, string, 0, len(string), regs))
                if piece is not None:
                    pieces.append(piece)
            else:
                pieces.append(repl)
            last = regs[2]
        pieces.append(string[last:])
        return string[:0].join(pieces), len(found)

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def scanner(self, string, pos=0, endpos=_sys.maxsize):
        return Scanner(self, self._checked(string), *_clamped(string, pos, endpos))

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
        regs = _match(self.pattern._program, self._string, self._at, self._end, way, self._not_empty)
        if regs is None:
            self._at = None
            return None
        self._not_empty = regs[2] if regs[1] == regs[2] else -1
        self._at = regs[2]
        return _made(self.pattern, self._string, 0, self._end, regs)

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
    made._program = _program(made._code, groups)
    return made


_GenericAlias = type(list[int])
_proxy = type(type.__dict__)
for _type, _name in ((Match, "Match"), (Pattern, "Pattern")):
    _type.__module__ = "re"
del _type, _name
`;
