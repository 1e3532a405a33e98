/** _contextvars: variables whose values belong to a context. A context is a dict, copied where CPython shares its tree. */
import type { ModuleDefinition } from '../module-definition.js';

const SOURCE = `
from collections.abc import Mapping as _Mapping

_MISSING = object()


class _MissingType:
    __slots__ = ()

    def __repr__(self):
        return "<Token.MISSING>"


class Context(_Mapping):
    __slots__ = ("_values", "_is_entered")
    __module__ = "_contextvars"

    def __init__(self):
        self._values = {}
        self._is_entered = False

    def __init_subclass__(cls, /, *args, **kwargs):
        raise TypeError("type 'Context' is not an acceptable base type")

    def run(self, callable, /, *args, **kwargs):
        global _current
        if self._is_entered:
            raise RuntimeError(f"cannot enter context: {self!r} is already entered")
        before = _current
        self._is_entered = True
        _current = self
        try:
            return callable(*args, **kwargs)
        finally:
            _current = before
            self._is_entered = False

    def copy(self):
        copy = Context()
        copy._values.update(self._values)
        return copy

    def __getitem__(self, var):
        if not isinstance(var, ContextVar):
            raise TypeError(f"a ContextVar key was expected, got {var!r}")
        return self._values[var]

    def __contains__(self, var):
        if not isinstance(var, ContextVar):
            raise TypeError(f"a ContextVar key was expected, got {var!r}")
        return var in self._values

    def get(self, var, default=None, /):
        return self._values[var] if var in self else default

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __eq__(self, other):
        return self._values == other._values if isinstance(other, Context) else NotImplemented

    __hash__ = None
    __repr__ = object.__repr__


class ContextVar:
    __slots__ = ("name", "_default")
    __module__ = "_contextvars"

    def __init__(self, name, *, default=_MISSING):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self.name = name
        self._default = default

    def __init_subclass__(cls, /, *args, **kwargs):
        raise TypeError("type 'ContextVar' is not an acceptable base type")

    def __class_getitem__(cls, item):
        return _GenericAlias(cls, item)

    def get(self, default=_MISSING, /):
        value = _current._values.get(self, default)
        if value is not _MISSING:
            return value
        if self._default is not _MISSING:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        token = Token.__new__(Token, self)
        _current._values[self] = value
        return token

    def reset(self, token, /):
        if not isinstance(token, Token):
            raise TypeError(f"expected an instance of Token, got {token!r}")
        if token._is_used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token.var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        if token._context is not _current:
            raise ValueError(f"{token!r} was created in a different Context")
        token._is_used = True
        if token.old_value is Token.MISSING:
            del _current._values[self]
        else:
            _current._values[self] = token.old_value

    def __repr__(self):
        default = "" if self._default is _MISSING else f" default={self._default!r}"
        return f"<ContextVar name={self.name!r}{default} at {id(self):#x}>"


class Token:
    __slots__ = ("var", "old_value", "_context", "_is_used")
    __module__ = "_contextvars"
    MISSING = _MissingType()

    def __new__(cls, *args):
        if not args or type(args[0]) is not ContextVar:
            raise RuntimeError("Tokens can only be created by ContextVars")
        self = object.__new__(cls)
        self.var = args[0]
        self.old_value = _current._values.get(self.var, Token.MISSING)
        self._context = _current
        self._is_used = False
        return self

    def __class_getitem__(cls, item):
        return _GenericAlias(cls, item)

    def __repr__(self):
        used = " used" if self._is_used else ""
        return f"<Token{used} var={self.var!r} at {id(self):#x}>"

    __hash__ = None


def copy_context():
    return _current.copy()


_GenericAlias = type(list[int])
_current = Context()
`;

export const CONTEXTVARS_MODULE: ModuleDefinition = {
  name: '_contextvars',
  doc: 'Context Variables',
  source: SOURCE,
};
