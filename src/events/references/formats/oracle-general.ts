/**
 * libCacheSim's oracleGeneral: records of 24 bytes, little-endian, without a header. An object counts as a page, whatever
 * its size; when it is wanted next is not used.
 *
 *     0   u32   time, seconds
 *     4   u64   object
 *    12   u32   size
 *    16   i64   position of its next request, or a mark that there is none
 *
 * It is recognised by times that never go back.
 */
import type { ReferenceFormat } from './reference-format.js';
import { checkRoom } from './room.js';

const RECORD = 24;
const OBJECT_AT = 4;

export const ORACLE_GENERAL: ReferenceFormat = {
  name: 'oracleGeneral',
  hasAddresses: false,
  recognises: ({ isText, bytes }) => !isText && bytes.length >= RECORD && timesRise(bytes),
  read(bytes, builder, problems) {
    const view = viewOf(bytes);
    const records = Math.floor(bytes.length / RECORD);
    const left = bytes.length - records * RECORD;
    if (left > 0) problems.report(records + 1, `ends after ${left} bytes; expected records of ${RECORD} bytes`);
    checkRoom(builder, records, records);
    for (let at = 0; at < records * RECORD; at += RECORD) {
      const low = view.getUint32(at + OBJECT_AT, true);
      const high = view.getUint32(at + OBJECT_AT + 4, true);
      builder.add(high < 2 ** 21 ? high * 2 ** 32 + low : view.getBigUint64(at + OBJECT_AT, true), undefined);
    }
  },
};

function timesRise(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  for (let at = RECORD; at + RECORD <= bytes.length; at += RECORD) {
    if (view.getUint32(at, true) < view.getUint32(at - RECORD, true)) return false;
  }
  return true;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
