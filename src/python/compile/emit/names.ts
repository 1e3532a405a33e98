/** Loads, stores and deletions of names, wherever they live. */
import { OP } from '../../../instrument/binary/opcodes.js';
import { BOUND, PLACE } from '../../../languages/python/symbols/scope.js';
import type { Span } from '../../../languages/python/tree/ast.js';
import { BUILTIN_VERSION, GLOBAL_CACHE_BYTES, GLOBAL_ENTRY, GLOBAL_VERSION } from '../../format/caches.js';
import { FRAME_GLOBALS, FRAME_LOCALS } from '../../format/frames.js';
import { BUILTINS } from '../../format/memory-map.js';
import { CELL_VALUE, ENTRY_VALUE, KEYS, KEYS_VERSION } from '../../format/objects.js';
import type { Body } from './body.js';
import { releaseLikelyNumber } from './values.js';

type Home = 'fast' | 'cell' | 'class cell' | 'global' | 'name';

function homeOf(b: Body, name: string): Home {
  const { scope } = b;
  const place = scope.place(name);
  if (scope.type === 'class' && place === PLACE.free) return 'class cell';
  if (place === PLACE.cell || place === PLACE.free) return 'cell';
  if (scope.type === 'function') return place === PLACE.local ? 'fast' : 'global';
  if (place === undefined && b.cellNames.includes(name)) return 'cell';
  return place === PLACE.globalExplicit ? 'global' : 'name';
}

/** Whether a name is looked up among the globals and the builtins alone. */
export function isGlobal(b: Body, id: string): boolean {
  return homeOf(b, b.mangle(id)) === 'global';
}

export function loadName(b: Body, id: string, span: Span): void {
  const name = b.mangle(id);
  switch (homeOf(b, name)) {
    case 'fast':
      loadFast(b, name, span);
      return;
    case 'cell':
      loadCell(b, name, span);
      return;
    case 'class cell':
      b.site(span);
      b.asm
        .get(b.frame)
        .get(b.frame)
        .load(b.slotOffset(b.cellSlot(name)))
        .address(b.name(name))
        .call('op_load_class_cell');
      b.pushResult();
      return;
    case 'global':
      loadGlobal(b, name, span, false);
      return;
    default:
      loadGlobal(b, name, span, true);
  }
}

function loadFast(b: Body, name: string, span: Span): void {
  const slot = b.fastSlot(name)!;
  const isSteady = !b.unsteady.has(slot);
  const local = b.temporary(b.stack.length);
  b.get(b.frame).load(b.slotOffset(slot)).set(local);
  if (!b.assigned?.has(slot)) {
    b.asm.get(local).eqz().if();
    b.site(span);
    b.asm.address(b.pool.name(name)).call('raise_unbound_local').exit(b.failure()).close();
  }
  b.asm.get(local);
  b.push('borrowed', { slot });
  if (!isSteady || b.suspends) b.own();
}

/** The content of a cell. */
function loadCell(b: Body, name: string, span: Span): void {
  const slot = b.cellSlot(name);
  b.get(b.frame).load(b.slotOffset(slot)).load(CELL_VALUE).tee(b.scratch).eqz().if();
  b.site(span);
  b.asm
    .address(b.pool.name(name))
    .call(b.isCell(name) ? 'raise_unbound_local' : 'raise_unbound_free')
    .exit(b.failure())
    .close();
  b.increfLocal(b.scratch);
  b.asm.get(b.scratch);
  b.push('owned');
}

/**
 * A global or builtin name by its cache; which of both is tried inline is guessed from what the module binds. Names of a
 * module's own body are globals as long as its locals are its globals.
 */
function loadGlobal(b: Body, name: string, span: Span, isBare: boolean): void {
  const { asm } = b;
  const address = b.name(name);
  if (b.isCold || (isBare && b.scope.type !== 'module')) {
    b.site(span);
    asm.get(b.frame).address(address).address(b.pool.cache(GLOBAL_CACHE_BYTES));
    asm.call(isBare ? 'op_load_name' : 'op_load_global');
    b.pushResult();
    return;
  }
  const cache = b.pool.cache(GLOBAL_CACHE_BYTES);
  const isBound = (b.unit.source.moduleScope.flags(name) & BOUND) !== 0;
  const local = b.temporary(b.stack.length);
  const done = asm.open();
  const miss = asm.open();
  if (isBare) asm.get(b.frame).load(FRAME_LOCALS).get(b.frame).load(FRAME_GLOBALS).op(OP.i32Ne).leaveIf(miss);
  asm
    .get(b.frame)
    .load(FRAME_GLOBALS)
    .load(KEYS)
    .load(KEYS_VERSION)
    .loadAt(cache + GLOBAL_VERSION);
  asm.op(OP.i32Ne).leaveIf(miss);
  if (isBound) asm.loadAt(cache + BUILTIN_VERSION).leaveIf(miss);
  else {
    asm
      .loadAt(BUILTINS)
      .load(KEYS)
      .load(KEYS_VERSION)
      .loadAt(cache + BUILTIN_VERSION);
    asm.op(OP.i32Ne).leaveIf(miss);
  }
  asm
    .loadAt(cache + GLOBAL_ENTRY)
    .load(ENTRY_VALUE)
    .set(local);
  b.increfLocal(local);
  asm.leave(done).close();
  b.site(span);
  asm
    .get(b.frame)
    .address(address)
    .address(cache)
    .call(isBare ? 'op_load_name' : 'op_load_global')
    .tee(local);
  asm.eqz().exitIf(b.failure()).close();
  asm.get(local);
  b.push('owned');
}

/** The slot of a name that is a plain variable of the function. */
export function fastSlotOf(b: Body, id: string): number | undefined {
  const name = b.mangle(id);
  return homeOf(b, name) === 'fast' ? b.fastSlot(name) : undefined;
}

/** Pops the value. */
export function storeName(b: Body, id: string, span: Span): void {
  const name = b.mangle(id);
  const { asm } = b;
  const home = homeOf(b, name);
  if (b.pool.watch?.binds(home === 'global' ? '<module>' : b.qualifiedName, name) === true) b.noteBinding();
  switch (home) {
    case 'fast':
      storeFast(b, name, span);
      return;
    case 'cell':
    case 'class cell': {
      const value = b.pop();
      b.get(b.frame)
        .load(b.slotOffset(b.cellSlot(name)))
        .tee(b.word)
        .load(CELL_VALUE)
        .set(b.scratch);
      asm.get(b.word);
      if (value.form === 'borrowed' || value.form === 'constant') b.incref(value);
      b.get(value).store(CELL_VALUE);
      b.xdecref(b.scratch, span);
      return;
    }
    case 'global':
      storeOutside(b, name, span, 'op_store_global');
      return;
    default:
      storeOutside(b, name, span, 'op_store_name');
  }
}

function storeOutside(b: Body, name: string, span: Span, operation: 'op_store_global' | 'op_store_name'): void {
  const value = b.pop();
  b.site(span);
  b.asm.get(b.frame).address(b.name(name));
  b.consume(value);
  b.asm.address(b.pool.cache(GLOBAL_CACHE_BYTES));
  b.callStatus(operation);
}

function storeFast(b: Body, name: string, span: Span): void {
  const slot = b.fastSlot(name)!;
  const value = b.pop();
  b.keepBorrowed(slot);
  if (value.form === 'borrowed' || value.form === 'constant') b.incref(value);
  const isCertain = b.assigned?.has(slot) === true;
  b.get(b.frame).load(b.slotOffset(slot)).set(b.scratch);
  b.get(b.frame);
  b.get(value).store(b.slotOffset(slot));
  if (value.isCalculated === true) releaseLikelyNumber(b, b.scratch, !isCertain, span);
  else if (isCertain) b.decref(b.scratch, span);
  else b.xdecref(b.scratch, span);
  if (!b.unsteady.has(slot)) b.assigned?.add(slot);
}

export function deleteName(b: Body, id: string, span: Span): void {
  const name = b.mangle(id);
  const { asm } = b;
  const home = homeOf(b, name);
  b.site(span);
  if (home === 'global' || home === 'name') {
    asm.get(b.frame).address(b.name(name));
    b.callStatus(home === 'global' ? 'op_delete_global' : 'op_delete_name');
    return;
  }
  const isFast = home === 'fast';
  const slot = isFast ? b.fastSlot(name)! : b.cellSlot(name);
  if (isFast) b.keepBorrowed(slot);
  b.get(b.frame);
  if (!isFast) asm.load(b.slotOffset(slot));
  const field = isFast ? b.slotOffset(slot) : CELL_VALUE;
  asm.tee(b.word).load(field).tee(b.scratch).eqz().if();
  asm.address(b.pool.name(name)).call(isFast || b.isCell(name) ? 'raise_unbound_local' : 'raise_unbound_free');
  asm.exit(b.failure()).close();
  asm.get(b.word).i32(0).store(field);
  b.decref(b.scratch);
  b.assigned?.delete(slot);
}
