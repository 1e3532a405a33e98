/**
 * The words of the text report: what happened and where the address lies. Everything is derived from the finding's data;
 * nothing here prints.
 */
import { counted, grouped, hex } from '../../base/format.js';
import {
  NAMELESS,
  type BlockFacts,
  type Finding,
  type Place,
  type TrapKind,
  type VariableFacts,
} from '../../events/findings.js';

const PHRASES = new Map<string, string>([
  [NAMELESS.stringLiteral, 'a string literal'],
  [NAMELESS.compoundLiteral, 'a compound literal'],
  [NAMELESS.temporary, 'a temporary object'],
  [NAMELESS.alloca, 'memory from alloca'],
  [NAMELESS.dynamicArray, 'a variable-length array or memory from alloca'],
]);

export const quoted = (name: string): string => PHRASES.get(name) ?? `\`${name}\``;

/**
 * The finding in one line.
 * @param actor the library function or system call that the program made and that touched the bytes for it
 */
export function headline(finding: Finding, actor: string | undefined): string {
  switch (finding.kind) {
    case 'InvalidRead':
    case 'InvalidWrite': {
      const verb = finding.kind === 'InvalidRead' ? 'read' : 'write';
      const by = actor === undefined ? '' : ` by ${actor}`;
      return `invalid ${verb} of ${counted(finding.size, 'byte')}${by} ${whereShort(finding.place, finding.size, verb)}`;
    }
    case 'InvalidFree':
      if (finding.doubleFree) {
        return finding.routine === 'realloc' || finding.routine === 'reallocarray'
          ? `${finding.routine} of a block that has been freed`
          : `double free of a heap block${finding.routine === 'free' ? '' : ` (${finding.routine})`}`;
      }
      return `${finding.routine} of ${whatIsNotABlock(finding.place)}`;
    case 'MismatchedFree': {
      const block = finding.place.in === 'heap-block' ? finding.place.block : undefined;
      return `${finding.routine} of a block that came from ${block?.routine ?? 'another routine'}`;
    }
    case 'Overlap':
      return `${finding.routine}${SIZED.test(finding.routine) ? ` of ${counted(finding.size, 'byte')}` : ''} with overlapping source and destination`;
    case 'FishyValue':
      return `${finding.routine} with ${finding.argument} ${grouped(finding.value)}`;
    case 'InvalidAlignment':
      return `${finding.routine} with an alignment of ${grouped(finding.alignment)}: ${finding.reason}`;
    case 'ReallocSizeZero':
      return 'realloc with size 0';
    case 'StackOverflow':
      return `stack overflow: ${grouped(finding.depth)} calls deep, ${counted(finding.stackSize, 'byte')} of stack`;
    case 'HeapCorrupted':
      return `the heap is corrupted at ${hex(finding.address)}: ${finding.message}`;
    case 'Trap':
      return trapHeadline(finding.trap, finding.message);
  }
}

/** Functions that were told how many bytes to copy. */
const SIZED = /^(w?mem|str?p?ncpy)/;

function trapHeadline(trap: TrapKind, message: string): string {
  switch (trap) {
    case 'abort':
      return 'the program aborted';
    case 'unreachable':
      return 'the program ran into code that must not be reached';
    case 'integer divide by zero':
      return 'integer division by zero';
    case 'integer overflow':
      return 'integer overflow in a division';
    case 'indirect call to null':
      return 'call through a null function pointer';
    case 'indirect call to the wrong type':
      return `call through a function pointer of another type: ${message}`;
    case 'table index out of bounds':
      return `call through a pointer that is no function: ${message}`;
    case 'memory out of bounds':
      return 'access outside of all memory';
    case 'invalid conversion to integer':
      return 'floating-point number too large for an integer';
    case 'uncaught exception':
    case 'unsupported call':
      return message;
  }
}

function whereShort(place: Place, size: number, verb: 'read' | 'write'): string {
  switch (place.in) {
    case 'heap-block':
      if (place.block.state === 'freed') return 'in a freed heap block';
      if (isUnused(place.offset, size, place.block)) return 'in a part of a heap block that is not in use';
      return `${side(place.offset, size, place.block.size)} a heap block`;
    case 'heap':
      return 'in heap memory that is no block';
    case 'stack':
      if (place.state === 'returned') return 'in the frame of a function that has returned';
      if (place.state === 'out-of-scope') return `${verb === 'read' ? 'from' : 'to'} a variable out of scope`;
      return place.variable ? `${sideOf(place.variable, size)} ${quoted(place.variable.name)}` : 'on the stack';
    case 'below-stack':
      return 'below the stack pointer';
    case 'global':
      if (verb === 'write' && isWithin(place.variable)) {
        return place.variable.name === NAMELESS.stringLiteral
          ? 'to a string literal'
          : `to read-only ${quoted(place.variable.name)}`;
      }
      return `${sideOf(place.variable, size)} ${quoted(place.variable.name)}`;
    case 'data':
      return place.readOnly && verb === 'write' ? 'to read-only data' : 'in static data';
    case 'null-page':
      return 'through a null pointer';
    case 'stack-guard':
      return 'in the guard below the stack';
    case 'code':
      return 'in code';
    case 'unmapped':
      return 'where there is no memory';
  }
}

/** Of what is wrong within a live block: its owner, such as a std::vector, has said that it does not use those bytes. */
export function isUnused(offset: number, size: number, block: BlockFacts): boolean {
  return block.state === 'live' && offset >= 0 && offset + size <= block.size;
}

/** The first byte is the variable's own. */
export function isWithin({ offset, size }: VariableFacts): boolean {
  return offset >= 0 && offset < size;
}

function side(offset: number, size: number, extent: number): string {
  if (offset >= extent) return 'past the end of';
  if (offset < 0) return 'before the start of';
  return offset + size > extent ? 'across the end of' : 'inside';
}

function sideOf(variable: VariableFacts, size: number): string {
  return side(variable.offset, size, variable.size);
}

function whatIsNotABlock(place: Place): string {
  switch (place.in) {
    case 'heap-block':
      if (place.offset > 0 && place.offset < place.block.size) return 'a pointer into the middle of a block';
      return 'a pointer beside a block';
    case 'stack':
      return place.variable ? withNoun('local', place.variable.name) : 'a stack address';
    case 'below-stack':
    case 'stack-guard':
      return 'a stack address';
    case 'global':
      return withNoun('global', place.variable.name);
    case 'data':
      return 'static data';
    default:
      return 'a pointer that is no heap block';
  }
}

function withNoun(scope: 'local' | 'global', name: string): string {
  return PHRASES.get(name) ?? `the ${scope} variable ${quoted(name)}`;
}

/**
 * Where the address lies, as one sentence; undefined when the headline has said it all.
 * @param declaredIn where a variable is declared, for people: "line 8", "tables.c:8"; undefined when unknown
 */
export function whereLong(
  place: Place,
  address: number,
  declaredIn: (variable: VariableFacts) => string | undefined,
): string | undefined {
  const variableOf = (variable: VariableFacts): string => {
    const declared = declaredIn(variable);
    return `${distance(variable.offset, variable.size)} ${quoted(variable.name)} (${counted(variable.size, 'byte')}${declared === undefined ? '' : `, ${PHRASES.has(variable.name) ? '' : 'declared '}at ${declared}`})`;
  };
  switch (place.in) {
    case 'heap-block':
      return `${hex(address)} is ${distance(place.offset, place.block.size)} a ${place.block.state === 'freed' ? 'freed ' : ''}block of ${counted(place.block.size, 'byte')}`;
    case 'stack': {
      const owner = place.function ? ` of ${place.function}` : '';
      const gone = place.state === 'returned' ? ', which has returned' : '';
      if (place.variable) return `${hex(address)} is ${variableOf(place.variable)}${owner}${gone}`;
      if (place.state === 'live')
        return `${hex(address)} is on the stack${owner === '' ? '' : `, in the frame${owner}`}, but in none of its variables`;
      return `${hex(address)} is in the stack frame${owner}${gone}`;
    }
    case 'below-stack':
      return `${hex(address)} is ${counted(place.distance, 'byte')} below the stack pointer: no live function owns it`;
    case 'global':
      return `${hex(address)} is ${variableOf(place.variable)}`;
    case 'data':
      return `${hex(address)} is in ${place.readOnly ? 'read-only' : 'static'} data`;
    case 'null-page':
      return address === 0
        ? undefined
        : `${hex(address)} is ${counted(address, 'byte')} past the null pointer: a member or element of nothing`;
    case 'heap':
    case 'stack-guard':
    case 'code':
    case 'unmapped':
      return `the address is ${hex(address)}`;
  }
}

function distance(offset: number, size: number): string {
  if (offset < 0) return `${counted(-offset, 'byte')} before`;
  if (offset >= size) return `${counted(offset - size, 'byte')} after`;
  return offset === 0 ? 'at the start of' : `${counted(offset, 'byte')} inside`;
}
