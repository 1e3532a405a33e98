/**
 * Makes a kernel keep to its heap, whatever a program has written there: before it reads or writes through an address
 * that it may have from memory, it asks whether the address is within the bounds that are exported as `guardLow` and
 * `guardSpan`, and calls the import `outside` with the address when it is not. That call does not return.
 *
 *     if ((address - guardLow) >= guardSpan, unsigned) outside(address)
 *
 * What is at a fixed distance of less than SLACK from an address that was found good is good too; so an access may lie a
 * few bytes beyond the bounds. Globals hold what the kernel itself has put there and are trusted.
 *
 * A store at the offset MARK (guard.as.ts) stands where a kernel has found something wrong itself; it becomes the same call.
 *
 * This is done to the finished code, because what keeps a program's mistakes from heapglass's own tables must not depend
 * on whoever writes the next kernel. It runs before the optimiser, which keeps the tests apart from the code that follows.
 */

const SLACK = 65536;
/** The label to which a failed test leads, with the address. */
const FAILED = 'failed';
const MARK = 0x7fff_0000;
const FILE = 'guard.as';
const IMPORT = 'outside';
const LOW = 'guardLow';
const SPAN = 'guardSpan';

/** Operands of each kind of expression, in the order of evaluation. Others have none. */
const OPERANDS = {
  Break: ['Condition', 'Value'],
  Switch: ['Value', 'Condition'],
  LocalSet: ['Value'],
  GlobalSet: ['Value'],
  Load: ['Ptr'],
  Unary: ['Value'],
  Binary: ['Left', 'Right'],
  Select: ['IfTrue', 'IfFalse', 'Condition'],
  Drop: ['Value'],
  Return: ['Value'],
  MemoryFill: ['Dest', 'Value', 'Size'],
  MemoryCopy: ['Dest', 'Source', 'Size'],
  If: ['Condition', 'IfTrue', 'IfFalse'],
  Loop: ['Body'],
  Store: ['Ptr', 'Value'],
};

/** For memory that nobody else writes to: what a kernel finds wrong itself is not looked for either. */
export function trustMemory(module, binaryen) {
  for (const info of functionsOf(module, binaryen)) new FunctionGuard(module, binaryen, info, false).run();
}

export function guardKernel(module, binaryen) {
  module.addFunctionImport(IMPORT, FILE, IMPORT, binaryen.i32, binaryen.none);
  module.addGlobal(LOW, binaryen.i32, true, module.i32.const(0));
  module.addGlobal(SPAN, binaryen.i32, true, module.i32.const(0));
  module.addGlobalExport(LOW, LOW);
  module.addGlobalExport(SPAN, SPAN);
  for (const info of functionsOf(module, binaryen)) new FunctionGuard(module, binaryen, info, true).run();
  if (!module.validate()) throw new Error('a guarded kernel is not valid');
}

function functionsOf(module, binaryen) {
  return Array.from({ length: module.getNumFunctions() }, (_, i) =>
    binaryen.getFunctionInfo(module.getFunctionByIndex(i)),
  ).filter(({ body }) => body !== 0);
}

class FunctionGuard {
  #module;
  #b;
  #info;
  #guarded;
  #newLocals = [];

  /** @param guarded else marks are taken out, and nothing is tested */
  constructor(module, binaryen, info, guarded) {
    this.#guarded = guarded;
    this.#module = module;
    this.#b = binaryen;
    this.#info = info;
  }

  run() {
    const { name, params, results, vars, body } = this.#info;
    const m = this.#module;
    const { i32, none, unreachable } = this.#b;
    const guarded = this.#visit(body, new Set());
    if (!this.#guarded) return;
    const done = this.#b.getExpressionType(guarded) === none ? [guarded, m.return()] : [m.return(guarded)];
    const address = m.block(FAILED, done, i32);
    const whole = m.block(null, [m.call(IMPORT, [address], none), m.unreachable()], unreachable);
    m.removeFunction(name);
    m.addFunction(name, params, results, [...vars, ...this.#newLocals], whole);
  }

  /** Visits in the order of evaluation. `good`: locals that hold a good address; kept up to date. */
  #visit(e, good) {
    const b = this.#b;
    const kind = this.#kindOf(e);
    switch (kind) {
      case 'Block': {
        const before = new Set(good);
        for (let i = 0; i < b.Block.getNumChildren(e); i++)
          b.Block.setChildAt(e, i, this.#visit(b.Block.getChildAt(e, i), good));
        // Whoever leaves it in the middle has at least what was good before.
        if (b.Block.getName(e)) meet(good, without(before, this.#assigned(e)));
        break;
      }
      case 'If': {
        this.#operand(e, kind, 'Condition', good);
        const otherwise = new Set(good);
        this.#operand(e, kind, 'IfTrue', good);
        this.#operand(e, kind, 'IfFalse', otherwise);
        const ends = (arm) => arm !== 0 && b.getExpressionType(arm) === b.unreachable;
        if (ends(b.If.getIfTrue(e))) replace(good, otherwise);
        else if (!ends(b.If.getIfFalse(e))) meet(good, otherwise);
        break;
      }
      case 'Loop':
        replace(good, without(good, this.#assigned(e)));
        this.#operand(e, kind, 'Body', good);
        break;
      case 'Call':
        for (let i = 0; i < b.Call.getNumOperands(e); i++)
          b.Call.setOperandAt(e, i, this.#visit(b.Call.getOperandAt(e, i), good));
        break;
      case 'Load':
      case 'Store':
        this.#operand(e, kind, 'Ptr', good);
        if (kind === 'Store' && b.Store.getOffset(e) === MARK)
          return this.#guarded ? this.#failure(b.Store.getPtr(e)) : this.#module.nop();
        b[kind].setPtr(e, this.#checked(b[kind].getPtr(e), good));
        if (kind === 'Store') this.#operand(e, kind, 'Value', good);
        break;
      case 'MemoryFill':
      case 'MemoryCopy':
        if (this.#guarded) return this.#bulk(e, kind, good);
        for (const name of OPERANDS[kind]) this.#operand(e, kind, name, good);
        break;
      default:
        for (const name of OPERANDS[kind] ?? []) this.#operand(e, kind, name, good);
        if (kind === 'LocalSet') good.delete(b.LocalSet.getIndex(e));
    }
    return e;
  }

  #kindOf(e) {
    const id = this.#b.getExpressionId(e);
    const kind = ['Block', 'Call', ...Object.keys(OPERANDS)].find((name) => this.#b[`${name}Id`] === id);
    if (kind !== undefined) return kind;
    const leaf = ['Const', 'LocalGet', 'GlobalGet', 'Nop', 'Unreachable', 'MemorySize'];
    const found = leaf.find((name) => this.#b[`${name}Id`] === id);
    if (found === undefined) throw new Error(`a kernel has an expression that cannot be guarded: ${id}`);
    return found;
  }

  #operand(e, kind, name, good) {
    const operand = this.#b[kind][`get${name}`](e);
    if (operand !== 0) this.#b[kind][`set${name}`](e, this.#visit(operand, good));
  }

  /** The address, behind a test when it is not known to be good. */
  #checked(ptr, good) {
    const b = this.#b;
    const m = this.#module;
    const kind = this.#kindOf(ptr);
    if (!this.#guarded || kind === 'Const' || kind === 'GlobalGet') return ptr;
    const near = this.#localNear(ptr, kind);
    if (near !== undefined) {
      if (good.has(near)) return ptr;
      good.add(near);
      return m.block(null, [this.#test(near), ptr], b.i32);
    }
    const isTee = kind === 'LocalSet';
    const local = isTee ? b.LocalSet.getIndex(ptr) : this.#newLocal();
    if (isTee) good.add(local);
    const first = isTee ? m.drop(ptr) : m.local.set(local, ptr);
    return m.block(null, [first, this.#test(local), m.local.get(local, b.i32)], b.i32);
  }

  /** The local that the address is, or is less than SLACK from. */
  #localNear(ptr, kind) {
    const b = this.#b;
    if (kind === 'LocalGet') return b.LocalGet.getIndex(ptr);
    if (kind !== 'Binary') return undefined;
    const op = b.Binary.getOp(ptr);
    const [left, right] = [b.Binary.getLeft(ptr), b.Binary.getRight(ptr)];
    if ((op !== b.AddInt32 && op !== b.SubInt32) || this.#kindOf(left) !== 'LocalGet') return undefined;
    if (this.#kindOf(right) !== 'Const' || Math.abs(b.Const.getValueI32(right)) >= SLACK) return undefined;
    return b.LocalGet.getIndex(left);
  }

  #newLocal() {
    const { params, vars } = this.#info;
    this.#newLocals.push(this.#b.i32);
    return this.#b.expandType(params).length + vars.length + this.#newLocals.length - 1;
  }

  #test(local) {
    const m = this.#module;
    const { i32 } = this.#b;
    const offset = m.i32.sub(m.local.get(local, i32), m.global.get(LOW, i32));
    return this.#failure(m.local.get(local, i32), m.i32.ge_u(offset, m.global.get(SPAN, i32)));
  }

  /** Out of line, at the function's end: the way on has no jump. */
  #failure(address, condition) {
    const m = this.#module;
    return condition === undefined ? m.br(FAILED, undefined, address) : m.drop(m.br_if(FAILED, condition, address));
  }

  /** Both ends of what is written must be good, and of no bytes nothing. */
  #bulk(e, kind, good) {
    const m = this.#module;
    const { i32 } = this.#b;
    const names = OPERANDS[kind];
    const [to, value, size] = names.map((name) => {
      const local = this.#newLocal();
      return { local, set: m.local.set(local, this.#visit(this.#b[kind][`get${name}`](e), good)) };
    });
    const get = ({ local }) => m.local.get(local, i32);
    const last = this.#newLocal();
    const act = kind === 'MemoryFill' ? m.memory.fill : m.memory.copy;
    const checks = [
      m.local.set(last, m.i32.add(get(to), m.i32.sub(get(size), m.i32.const(1)))),
      this.#test(to.local),
      this.#test(last),
      this.#failure(get(to), m.i32.lt_u(m.local.get(last, i32), get(to))),
      act.call(m.memory, get(to), get(value), get(size)),
    ];
    return m.block(null, [to.set, value.set, size.set, m.if(get(size), m.block(null, checks))]);
  }

  /** Locals that are assigned in an expression. */
  #assigned(e, into = new Set()) {
    const b = this.#b;
    const kind = this.#kindOf(e);
    if (kind === 'LocalSet') into.add(b.LocalSet.getIndex(e));
    if (kind === 'Block')
      for (let i = 0; i < b.Block.getNumChildren(e); i++) this.#assigned(b.Block.getChildAt(e, i), into);
    if (kind === 'Call')
      for (let i = 0; i < b.Call.getNumOperands(e); i++) this.#assigned(b.Call.getOperandAt(e, i), into);
    for (const name of OPERANDS[kind] ?? []) {
      const operand = b[kind][`get${name}`](e);
      if (operand !== 0) this.#assigned(operand, into);
    }
    return into;
  }
}

function without(set, others) {
  return new Set([...set].filter((x) => !others.has(x)));
}

function replace(set, by) {
  set.clear();
  for (const x of by) set.add(x);
}

/** Only what is in both. */
function meet(set, other) {
  replace(set, new Set([...set].filter((x) => other.has(x))));
}
