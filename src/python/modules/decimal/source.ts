/** What _decimal has in Python: flags and traps as dictionaries, and contexts for a with statement. */
export const DECIMAL_SOURCE = `
from collections import namedtuple as _namedtuple
from collections.abc import MutableMapping as _MutableMapping
import numbers as _numbers

DecimalTuple = _namedtuple("DecimalTuple", "sign digits exponent", module="decimal")
_numbers.Number.register(Decimal)


class SignalDict(_MutableMapping):
    __slots__ = ("_context", "_kind")
    __module__ = "decimal"

    def __init__(self, context, kind):
        self._context = context
        self._kind = kind

    def __getitem__(self, signal):
        return _get_signal(self._context, self._kind, signal)

    def __setitem__(self, signal, value):
        _set_signal(self._context, self._kind, signal, value)

    def __delitem__(self, signal):
        raise ValueError("signal keys cannot be deleted")

    def __iter__(self):
        return iter(_SIGNALS)

    def __len__(self):
        return len(_SIGNALS)

    def __repr__(self):
        return "{" + ", ".join([f"{signal!r}:{self[signal]}" for signal in self]) + "}"

    def copy(self):
        return {signal: self[signal] for signal in self}


_SignalDict = SignalDict
del SignalDict


class ContextManager:
    __slots__ = ("_new", "_saved")
    __module__ = "decimal"

    def __init__(self, new):
        self._new = new

    def __enter__(self):
        self._saved = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, *exception):
        setcontext(self._saved)


_ContextManager = ContextManager
del ContextManager


def localcontext(ctx=None, **kwargs):
    if ctx is None:
        ctx = getcontext()
    if not isinstance(ctx, Context):
        raise TypeError("optional argument must be a context")
    ctx = ctx.copy()
    for name, value in kwargs.items():
        if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
            raise TypeError(f"'{name}' is an invalid keyword argument for this function")
        setattr(ctx, name, value)
    return _ContextManager(ctx)
`;
