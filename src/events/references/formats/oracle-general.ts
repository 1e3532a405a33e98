/**
 * libCacheSim's oracleGeneral: records of 24 bytes, little-endian, without a header. An object counts as a page, whatever
 * its size; when it is wanted next is not used.
 *
 *     0   u32   time, seconds
 *     4   u64   object
 *    12   u32   size
 *    16   i64   position of its next request, or a mark that there is none
 */
import type { ReferenceFormat } from './reference-format.js';
import { checkRoom } from './room.js';

const RECORD = 24;
const OBJECT_AT = 4;

export const ORACLE_GENERAL: ReferenceFormat = {
  name: 'oracleGeneral',
  hasAddresses: false,
  recognises: ({ isText }) => !isText,
  read(bytes, builder, problems) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
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
