/**
 * Which accesses of a function can share one look-up: those that follow each other with nothing in between after which the
 * page might be gone, at constant distances from one value (address-tracker.ts), so near that they nearly always lie on one
 * page. The first one of a group, its leader, looks up for all; each of the others only asks whether that went well.
 *
 *     sum += p->x;  p->count++;        p + 0 leads, and asks for 12 bytes that may be written;
 *          0            8              the load and the store at p + 8 follow
 *
 * Invariants
 * 1. On every way to a follower its leader came before, and since then no call (scoped-facts.ts).
 * 2. A leader asks for writable bytes only if a store will certainly follow, or is what it is itself: a page that is only read
 *    would go the slow way each time.
 * 3. Members lie within REACH bytes: of objects that lie anywhere, one in PAGE / REACH lies on two pages, and its accesses go
 *    the slow way.
 *
 * Where accesses are checked, the leader asks for all members too whether their bytes are addressable, by one test of shadow; so
 * members then lie within the bytes that such a test spans, and a move of the stack pointer, which changes shadow, ends groups
 * as calls do.
 *
 * Cost: one walk over the function; O(LIVE_GROUPS) per access.
 */
import { memoryAccess } from '../binary/memory-access.js';
import type { CodeBody, WasmModule } from '../binary/module.js';
import { isControl, OP } from '../binary/opcodes.js';
import { ACCESS_WORDS } from '../rewrite/access-list.js';
import type { FunctionFacts } from '../rewrite/analyse-function.js';
import { Effects, type Signatures } from '../rewrite/effects.js';
import { InstructionCursor } from '../rewrite/instructions.js';
import { CONSTANT } from '../rewrite/operand-tracker.js';
import { ScopedFacts } from '../rewrite/scoped-facts.js';
import { AddressTracker } from './address-tracker.js';

/** Bytes from the first of a group to its last. */
const REACH = 256;
/** The same where one test of 64 bits of shadow answers for all, wherever in its granule the first lies. */
const CHECKED_REACH = 56;
/** Each needs a register. */
const LIVE_GROUPS = 6;

/** Accesses at known distances from one value. */
export interface PageGroup {
  value: number;
  /** Distances from the value, of the first byte and of the byte after the last. */
  from: number;
  to: number;
  write: boolean;
  /** Ordinal numbers of the accesses that are first and last. */
  leader: number;
  last: number;
  followers: number;
  /** Bytes that the leader itself reads or writes. */
  size: number;
  /** Number of the straight line that the leader is on. */
  line: number;
  /** What its members have to be checked for: distances from the value. */
  checked: { from: number; to: number }[];
}

/** What an access has to do with others. */
export interface GroupMember {
  group: PageGroup;
  /** From the value. */
  distance: number;
}

export interface AccessSource {
  module: WasmModule;
  body: CodeBody;
  /** Its accesses, as rewrite/access-list.ts has them. */
  sites: Uint32Array;
  /** Accesses are checked. */
  isChecked: boolean;
  facts: FunctionFacts;
  signatures: Signatures;
}

/** @returns for each access that is in a group, by ordinal number, which */
export function groupAccesses({
  module,
  body,
  sites,
  isChecked,
  facts,
  signatures,
}: AccessSource): Map<number, GroupMember> {
  const members = new Map<number, GroupMember>();
  const tracker = new AddressTracker(facts.sets);
  const effects = new Effects(tracker, signatures, {});
  const live = new ScopedFacts<PageGroup>(LIVE_GROUPS);
  const cursor = new InstructionCursor(module.bytes, facts.code, body.end);
  const reach = isChecked ? CHECKED_REACH : REACH;
  let ordinal = 0;
  let line = 0;
  while (cursor.reader.pos < body.end) {
    cursor.step();
    if (cursor.start - body.start === sites[ACCESS_WORDS * ordinal]) {
      const access = memoryAccess(cursor.opcode, cursor.sub);
      const operands = access?.operands.length ?? 0;
      const value = tracker.numberOf(operands);
      if (access === undefined) live.clear();
      else if (value !== undefined && tracker.peek(operands) !== CONSTANT) {
        const distance = tracker.distance + cursor.offset;
        const { size, write } = access;
        const place = { value, from: distance, to: distance + size };
        const checked = sites[ACCESS_WORDS * ordinal + 2] === 0 ? [] : [place];
        const wanted: PageGroup = {
          ...place,
          size,
          write,
          line,
          checked,
          leader: ordinal,
          last: ordinal,
          followers: 0,
        };
        let group = live.all.find((candidate) => takes(candidate, wanted, reach));
        if (group === undefined) live.add((group = wanted));
        else join(group, wanted);
        members.set(ordinal, { group, distance });
      }
      ordinal++;
    }
    if (isChecked && cursor.opcode === OP.globalSet && cursor.index === signatures.stackPointer) live.clear();
    if (isControl(cursor.opcode)) line++;
    live.apply(cursor);
    tracker.apply(cursor);
    effects.apply(cursor);
  }
  for (const [at, { group }] of members) if (!isWorthIt(group)) members.delete(at);
  return members;
}

/** What comes behind a branch may have what the leader asks for anyway, but is no reason to ask for more. */
function takes(group: PageGroup, wanted: PageGroup, reach: number): boolean {
  if (group.value !== wanted.value) return false;
  if (group.line === wanted.line) return Math.max(group.to, wanted.to) - Math.min(group.from, wanted.from) <= reach;
  return group.from <= wanted.from && wanted.to <= group.to && (group.write || !wanted.write);
}

function join(group: PageGroup, { from, to, write, leader, checked }: PageGroup): void {
  group.from = Math.min(group.from, from);
  group.to = Math.max(group.to, to);
  group.write ||= write;
  group.last = leader;
  group.followers++;
  group.checked.push(...checked);
}

/** To ask whether more than one access lies on one page costs a leader about as much as one follower saves. */
function isWorthIt({ followers, from, to, size }: PageGroup): boolean {
  return followers > (to - from === size ? 0 : 1);
}
