/**
 * Variables at fixed addresses: globals, static members, static locals and string literals, sorted by address.
 *
 * The first question reads every unit once; a name, file and line are decoded when that variable is asked for.
 */
import type { Address, Bytes } from '../../base/ids.js';
import { AT, OP } from './dwarf.js';
import type { Entry } from './entry.js';
import { sizeOfVariable } from './type-sizes.js';
import type { Units } from './units.js';

export interface PlacedVariable {
  entry: Entry;
  address: Address;
  size: Bytes;
}

/** The linker gives variables that it dropped an address at either end of the address space. */
const DROPPED = 0xffff_fff0;

/** Ascending by address; variables of unknown size are left out. */
export function readGlobals(units: Units): PlacedVariable[] {
  const placed: PlacedVariable[] = [];
  for (const unit of units.all) {
    for (const position of units.index(unit).variables) {
      const entry = unit.entry(position);
      const address = entry === undefined ? undefined : addressOf(entry);
      if (entry === undefined || address === undefined || address === 0 || address >= DROPPED) continue;
      const size = sizeOfVariable(units, entry);
      if (size > 0) placed.push({ entry, address, size });
    }
  }
  return placed.sort((a, b) => a.address - b.address);
}

export function globalContaining(placed: readonly PlacedVariable[], address: Address): PlacedVariable | undefined {
  let low = 0;
  let high = placed.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (placed[middle].address <= address) low = middle + 1;
    else high = middle;
  }
  const found = placed[low - 1];
  return found !== undefined && address < found.address + found.size ? found : undefined;
}

/** The operand of a location that is DW_OP_addr or DW_OP_addrx and nothing more. */
function addressOf(entry: Entry): Address | undefined {
  const expression = entry.expression(AT.location);
  if (expression === undefined || expression.done) return undefined;
  const operation = expression.u8();
  let address: number;
  if (operation === OP.addr) address = expression.unsigned(entry.unit.addressSize);
  else if (operation === OP.addrx) address = entry.indexedAddress(expression.uleb());
  else return undefined;
  return expression.done ? address : undefined;
}
