/**
 * What type parameters and aliases are made of (PEP 695): classes of typing whose bounds and values are evaluated when somebody
 * asks. The functions that lowered programs call become builtins when the first of these is compiled.
 */
import { BUILTINS } from '../../format/memory-map.js';
import type { ModuleDefinition } from '../module-definition.js';

const SOURCE = `
import sys
import types
import typing


def _caller():
    return sys._getframe(2).f_globals.get("__name__")


class TypeVar(typing.TypeVar, _root=True):
    __module__ = "typing"

    def __init__(self, name, evaluate_bound=None, evaluate_constraints=None):
        self.__name__ = name
        self.__covariant__ = self.__contravariant__ = False
        self.__infer_variance__ = True
        self._evaluate_bound = evaluate_bound
        self._evaluate_constraints = evaluate_constraints

    @property
    def __bound__(self):
        evaluate = self._evaluate_bound
        if evaluate is None:
            return None
        if "_bound" not in self.__dict__:
            self._bound = evaluate()
        return self._bound

    @property
    def __constraints__(self):
        evaluate = self._evaluate_constraints
        if evaluate is None:
            return ()
        if "_constraints" not in self.__dict__:
            self._constraints = evaluate()
        return self._constraints

    def __repr__(self):
        return self.__name__


class ParamSpec(typing.ParamSpec, _root=True):
    __module__ = "typing"
    __infer_variance__ = True

    def __repr__(self):
        return self.__name__


class TypeAliasType:
    __module__ = "typing"

    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self.__type_params__ = type_params
        self._evaluate = lambda: value

    @property
    def __value__(self):
        if "_value" not in self.__dict__:
            self._value = self._evaluate()
        return self._value

    @property
    def __parameters__(self):
        return tuple(
            item for one in self.__type_params__ for item in (one if isinstance(one, typing.TypeVarTuple) else (one,))
        )

    def __getitem__(self, arguments):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return types.GenericAlias(self, arguments)

    def __or__(self, other):
        return typing.Union[self, other]

    def __ror__(self, other):
        return typing.Union[other, self]

    def __call__(self, *args, **kwargs):
        raise TypeError("'typing.TypeAliasType' object is not callable")

    def __init_subclass__(cls, /, *args, **kwargs):
        raise TypeError("type 'typing.TypeAliasType' is not an acceptable base type")

    def __reduce__(self):
        return self.__name__

    def __repr__(self):
        return self.__name__


typing.TypeAliasType = TypeAliasType


def type_variable(name, evaluate_bound=None):
    variable = TypeVar(name, evaluate_bound)
    variable.__module__ = _caller()
    return variable


def constrained_variable(name, evaluate_constraints):
    variable = TypeVar(name, None, evaluate_constraints)
    variable.__module__ = _caller()
    return variable


def type_variable_tuple(name):
    variable = typing.TypeVarTuple(name)
    variable.__module__ = _caller()
    return variable


def parameter_specification(name):
    variable = ParamSpec(name)
    variable.__module__ = _caller()
    return variable


def type_alias(name, parameters, evaluate):
    alias = TypeAliasType(name, None, type_params=parameters)
    alias._evaluate = evaluate
    alias.__module__ = _caller()
    return alias


def generic(parameters):
    return typing.Generic[
        tuple(typing.Unpack[one] if isinstance(one, typing.TypeVarTuple) else one for one in parameters)
    ]


def function(function, parameters, defaults, names, values):
    function.__type_params__ = parameters
    if defaults:
        function.__defaults__ = defaults
    if names:
        function.__kwdefaults__ = dict(zip(names, values))
    return function
`;

const FUNCTIONS = [
  'type_variable',
  'constrained_variable',
  'type_variable_tuple',
  'parameter_specification',
  'type_alias',
  'generic',
  'function',
];

export const GENERICS_MODULE: ModuleDefinition = {
  name: '_generics',
  doc: 'What type parameters and aliases are made of.',
  source: SOURCE,
  attributes: (rt, module) => {
    const builtins = rt.views.word(BUILTINS);
    for (const name of FUNCTIONS) rt.dictSet(builtins, rt.name(`.${name}`), rt.attribute(module, name));
    return {};
  },
};
