/**
 * How long the value of an attribute is, by its form. Sizes that depend on the unit come as `Encoding`.
 * Source: DWARF 5, section 7.5.6.
 */
import { type Cursor, DamagedDebugInfo } from './cursor.js';
import { FORM } from './dwarf.js';

export interface Encoding {
  version: number;
  addressSize: number;
  /** 4 in 32-bit DWARF, 8 in 64-bit DWARF. */
  offsetSize: number;
}

/** Bytes that a value of this form takes, or -1 when the value itself says so. */
export function fixedSize(form: number, encoding: Encoding): number {
  switch (form) {
    case FORM.flagPresent:
    case FORM.implicitConst:
      return 0;
    case FORM.data1:
    case FORM.flag:
    case FORM.ref1:
    case FORM.strx1:
    case FORM.addrx1:
      return 1;
    case FORM.data2:
    case FORM.ref2:
    case FORM.strx2:
    case FORM.addrx2:
      return 2;
    case FORM.strx3:
    case FORM.addrx3:
      return 3;
    case FORM.data4:
    case FORM.ref4:
    case FORM.refSup4:
    case FORM.strx4:
    case FORM.addrx4:
      return 4;
    case FORM.data8:
    case FORM.ref8:
    case FORM.refSig8:
    case FORM.refSup8:
      return 8;
    case FORM.data16:
      return 16;
    case FORM.addr:
      return encoding.addressSize;
    case FORM.refAddr:
      return encoding.version < 3 ? encoding.addressSize : encoding.offsetSize;
    case FORM.strp:
    case FORM.lineStrp:
    case FORM.secOffset:
    case FORM.strpSup:
      return encoding.offsetSize;
    default:
      return -1;
  }
}

export function skipForm(cursor: Cursor, form: number, encoding: Encoding): void {
  const size = fixedSize(form, encoding);
  if (size >= 0) {
    cursor.skip(size);
    return;
  }
  switch (form) {
    case FORM.string:
      cursor.skipString();
      break;
    case FORM.sdata:
    case FORM.udata:
    case FORM.refUdata:
    case FORM.strx:
    case FORM.addrx:
    case FORM.loclistx:
    case FORM.rnglistx:
      cursor.uleb();
      break;
    case FORM.exprloc:
    case FORM.block:
      cursor.skip(cursor.uleb());
      break;
    case FORM.block1:
      cursor.skip(cursor.u8());
      break;
    case FORM.block2:
      cursor.skip(cursor.u16());
      break;
    case FORM.block4:
      cursor.skip(cursor.u32());
      break;
    case FORM.indirect: {
      const actual = cursor.uleb();
      if (actual === FORM.indirect || actual === FORM.implicitConst) throw new DamagedDebugInfo('form within form');
      skipForm(cursor, actual, encoding);
      break;
    }
    default:
      throw new DamagedDebugInfo(`unknown attribute form ${form}`);
  }
}
