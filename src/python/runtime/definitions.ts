/** Types and modules that are not written in Python, as data. */
import type { Address } from '../../base/ids.js';
import { IN_TUPLE } from '../format/objects.js';
import type { Runtime } from './runtime.js';

/** What a native gets and gives: addresses. Arguments are borrowed; what it returns is given to the caller as an owned reference. */
export type ObjectNative = (rt: Runtime, ...words: Address[]) => Address;
/** A native whose result is a word (a length, a truth, a status) or nothing; it throws when it fails. */
export type WordNative = (rt: Runtime, ...words: Address[]) => number | bigint | void;
/**
 * A native with parameters: they are bound as those of a Python function are, 0 for one that was left out without a default;
 * of `*name` a tuple, of `**name` a dict.
 */
export type ParameterNative = (rt: Runtime, self: Address, args: Address[]) => Address;

/** The name of a function that the kernel exports. */
export interface KernelFunction {
  readonly kernel: string;
  /** What it calls when its arguments are out of the ordinary: the kernel exports NAME_slow to be told its index. */
  readonly slow?: WordNative;
}

export interface MethodDefinition {
  readonly name: string;
  readonly convention: number;
  readonly call: KernelFunction | ObjectNative;
  /** Of natives with parameters: a signature in Python's notation without self, `'key=None, /, *, reverse=False'`. */
  readonly parameters?: string;
  readonly bound?: ParameterNative;
  readonly doc?: string;
}

export interface PropertyDefinition {
  readonly name: string;
  readonly get: KernelFunction | ObjectNative;
  /** `value` is 0 for deletion. */
  readonly set?: KernelFunction | ((rt: Runtime, self: Address, value: Address) => void);
  readonly doc?: string;
}

/** A field that Python sees as an attribute. */
export interface MemberDefinition {
  readonly name: string;
  readonly at: number;
  /** 'object': None where it is 0. 'required': AttributeError where it is 0. 'word': an int. 'flag': a bool. */
  readonly kind: 'object' | 'required' | 'word' | 'flag';
  readonly readOnly?: boolean;
}

export interface TypeDefinition {
  readonly address: Address;
  readonly name: string;
  /** Where it is not builtins. */
  readonly module?: string;
  /** object by default. */
  readonly base?: Address;
  /** BASES where it has several; `base` is the one whose layout it has. */
  readonly bases?: readonly Address[];
  readonly flags?: number;
  /** BASIC_BYTES; the base's by default. */
  readonly bytes?: number;
  readonly itemBytes?: number;
  /** OWNED_FIELDS, for types that use the slots of `ownedFields`. */
  readonly owned?: number;
  /** It may have arguments, `list[int]`: `__class_getitem__` makes a generic alias. */
  readonly generic?: boolean;
  readonly dictAt?: number;
  readonly weakAt?: number;
  /** By names of types.ts: `{ REPR: kernel('list_repr') }`. */
  readonly slots?: Readonly<Record<string, KernelFunction | WordNative>>;
  readonly methods?: readonly MethodDefinition[];
  readonly properties?: readonly PropertyDefinition[];
  readonly members?: readonly MemberDefinition[];
  /** Further entries of its dict. */
  readonly attributes?: (rt: Runtime) => Readonly<Record<string, Address>>;
  readonly doc?: string;
}

export const kernel = (name: string, slow?: WordNative): KernelFunction => ({ kernel: name, slow });

/** Slots of types whose only references are their first fields, `owned` of them (kernel/owned.as.ts). */
export const OWNED_SLOTS = {
  DEALLOC: kernel('owned_dealloc'),
  TRAVERSE: kernel('owned_traverse'),
  CLEAR: kernel('owned_clear'),
} as const;

/** What CPython gives its arguments in a tuple (METH_VARARGS), whose references count while it runs. */
export const inTuple = (method: MethodDefinition): MethodDefinition => ({
  ...method,
  convention: method.convention | IN_TUPLE,
});

/** A method of one of the raw conventions (objects.ts). */
export function method(
  name: string,
  convention: number,
  call: KernelFunction | ObjectNative,
  doc?: string,
): MethodDefinition {
  return { name, convention, call, doc };
}
