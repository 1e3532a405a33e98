/** The sentences of memcheck's errors (mc_errors.c) and of its descriptions of addresses (m_addrinfo.c, debuginfo.c). */
import { actorOf } from '../../analysis/system-calls.js';
import { grouped, hex } from '../../base/format.js';
import { NAMELESS, type AllocationRoutine, type Finding, type Place } from '../../events/findings.js';

/** Functions on strings tell no size, since they were given none. */
const UNBOUNDED = new Set(['strcpy', 'strcat', 'stpcpy', 'wcscpy']);

/** First line of an error. */
export function headOf(finding: Finding): string {
  switch (finding.kind) {
    case 'InvalidRead':
    case 'InvalidWrite': {
      const actor = finding.via === undefined ? undefined : actorOf(finding.via);
      if (actor?.isSystemCall) {
        const argument = actor.argument === 'path' ? 'filename' : actor.argument;
        return `Syscall param ${actor.name}(${argument}) points to unaddressable byte(s)`;
      }
      return `Invalid ${finding.kind === 'InvalidRead' ? 'read' : 'write'} of size ${finding.size}`;
    }
    case 'InvalidFree':
      return 'Invalid free() / delete / delete[] / realloc()';
    case 'MismatchedFree':
      return 'Mismatched free() / delete / delete []';
    case 'Overlap': {
      const size = UNBOUNDED.has(finding.routine) ? '' : `, ${finding.size}`;
      return `Source and destination overlap in ${finding.routine}(${hex(finding.destination)}, ${hex(finding.source)}${size})`;
    }
    case 'FishyValue':
      return `Argument '${finding.argument}' of function ${symbolOf(finding.routine)} has a fishy (possibly negative) value: ${finding.value}`;
    case 'InvalidAlignment':
      return `Invalid alignment value: ${finding.alignment} (${finding.reason})`;
    case 'ReallocSizeZero':
      return 'realloc() with size 0';
    case 'StackOverflow':
      return `Stack overflow in thread #1`;
    case 'HeapCorrupted':
      return `Heap corrupted at ${hex(finding.address)}: ${finding.message}`;
    case 'Trap':
      return 'Jump to the invalid address stated on the next line';
  }
}

/** The function of the malloc family as Valgrind names it, whose frame stands first. */
export function symbolOf(routine: AllocationRoutine): string {
  switch (routine) {
    case 'operator new':
      return 'operator new(unsigned long)';
    case 'operator new[]':
      return 'operator new[](unsigned long)';
    case 'operator delete':
      return 'operator delete(void*)';
    case 'operator delete[]':
      return 'operator delete[](void*)';
    default:
      return routine;
  }
}

export interface PlaceContext {
  /** What the program's file is called. */
  object: string;
  /** Position of a function in the stack of the error, where it is on it. */
  frameOf(name: string): { index: number; file: string } | undefined;
}

/** The lines under an error's stack that say where its address lies; a heap block's are followed by its stacks. */
export function describe(place: Place, address: number, context: PlaceContext): string[] {
  const where = ` Address ${hex(address)} is `;
  switch (place.in) {
    case 'heap-block': {
      const { block, offset } = place;
      return [
        `${where}${distance(offset, block.size)} a block of size ${grouped(block.size)} ${block.state === 'freed' ? "free'd" : "alloc'd"}`,
      ];
    }
    case 'stack':
      return place.variable === undefined
        ? [`${where}on thread 1's stack`, ...frameLine(place.function, context)]
        : variableLines(place, address, context);
    case 'below-stack':
      return [`${where}on thread 1's stack`, ` ${place.distance} bytes below stack pointer`];
    case 'stack-guard':
      return [`${where}on thread 1's stack`, ' In stack guard protected page'];
    case 'global':
      if (place.variable.name === NAMELESS.stringLiteral)
        return [`${where}in a r-- mapped file ${context.object} segment`];
      return [`${where}${distance(place.variable.offset, place.variable.size)} data symbol "${place.variable.name}"`];
    case 'data':
      return [`${where}in a ${place.readOnly ? 'r--' : 'rw-'} mapped file ${context.object} segment`];
    default:
      return [`${where}not stack'd, malloc'd or (recently) free'd`];
  }
}

/** As with --read-var-info=yes, which is the only way in which Valgrind knows local variables. */
function variableLines(place: Extract<Place, { in: 'stack' }>, address: number, context: PlaceContext): string[] {
  const { name, offset, size, line } = place.variable!;
  const frame = context.frameOf(place.function);
  const declared = line !== undefined && frame !== undefined ? `declared at ${frame.file}:${line}, ` : '';
  const number = frame === undefined ? 'a frame of thread 1' : `frame #${frame.index} of thread 1`;
  const owner = {
    live: `in ${number}`,
    'out-of-scope': `in ${number}, out of scope`,
    returned: `in a frame of ${place.function}, which has returned`,
  }[place.state];
  return [
    ` Location ${hex(address)} is ${distance(offset, size, true)} local var "${name}"`,
    ` ${place.state === 'returned' && line !== undefined ? `declared at line ${line}, ` : declared}${owner}`,
  ];
}

function frameLine(name: string, context: PlaceContext): string[] {
  const frame = context.frameOf(name);
  return frame === undefined ? [] : [` in frame #${frame.index}, created by ${name} (${frame.file}:???)`];
}

/** "0 bytes after", "1 bytes inside": but for variables Valgrind has no singular. */
function distance(offset: number, size: number, hasSingular = false): string {
  const [far, word] = offset < 0 ? [-offset, 'before'] : offset >= size ? [offset - size, 'after'] : [offset, 'inside'];
  return `${grouped(far)} byte${hasSingular && far === 1 ? '' : 's'} ${word}`;
}
