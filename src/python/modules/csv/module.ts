/** _csv: readers and writers of records in lines of text, which the library's csv stands on. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import {
  READER_BYTES,
  READER_COUNT,
  READER_DIALECT,
  READER_LINES,
  WRITER_BYTES,
  WRITER_DIALECT,
  WRITER_WRITE,
} from '../../format/csv.js';
import { NONE } from '../../format/memory-map.js';
import { CSV_DIALECT_TYPE, CSV_READER_TYPE, CSV_WRITER_TYPE } from '../../format/module-types.js';
import { ONE_ARGUMENT } from '../../format/objects.js';
import { EXCEPTION, FLOAT_OF, FLOAT_TYPE, INDEX, INT, NO_NEW, TYPE_ERROR } from '../../format/types.js';
import { forEach } from '../../objects/iterators/for-each.js';
import { kernel, method, OWNED_SLOTS, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { makeObject } from '../fields.js';
import { exceptionClass } from '../exception-class.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { DIALECT, dialectOf, makeDialect, QUOTING } from './dialect.js';
import { BadRecord, type Field, RecordParser } from './parse-record.js';
import { csvError, csvState, dialectNamed, keepState } from './registry.js';
import { writeRecord, type WrittenField } from './write-record.js';

/** What `work` gives; what it refuses is _csv.Error. */
function inWords<Result>(rt: Runtime, work: () => Result): Result {
  try {
    return work();
  } catch (problem) {
    return problem instanceof BadRecord ? csvError(rt, problem.message) : raiseAgain(problem);
  }
}

function raiseAgain(problem: unknown): never {
  throw problem;
}

function nextRecord(rt: Runtime, self: Address): Address {
  const dialect = dialectOf(rt, rt.views.word(self + READER_DIALECT));
  const fields: Address[] = [];
  const parser = new RecordParser(dialect, csvState(rt).fieldLimit, (field) => fields.push(fieldObject(rt, field)));
  do {
    const line = rt.next(rt.views.word(self + READER_LINES));
    if (line === 0) {
      if (!inWords(rt, () => parser.end())) return 0;
      break;
    }
    if (!rt.isString(line))
      csvError(
        rt,
        `iterator should return strings, not ${rt.shownTypeName(rt.typeOf(line))} (the file should be opened in text mode)`,
      );
    rt.views.setWord(self + READER_COUNT, rt.views.word(self + READER_COUNT) + 1);
    inWords(rt, () => parser.takeLine(rt.text(line)));
  } while (!parser.isComplete);
  return rt.list(fields);
}

function fieldObject(rt: Runtime, { text, isNumber }: Field): Address {
  const value = rt.string(text);
  return isNumber ? rt.call(FLOAT_TYPE, [value]) : value;
}

function isNumber(rt: Runtime, p: Address): boolean {
  const type = rt.typeOf(p);
  return [INDEX, INT, FLOAT_OF].some((slot) => rt.views.word(type + slot) !== 0);
}

function writeRow(rt: Runtime, self: Address, row: Address): Address {
  const dialect = dialectOf(rt, rt.views.word(self + WRITER_DIALECT));
  const iterator = rt.catching(
    TYPE_ERROR,
    () => rt.iterator(row),
    () => csvError(rt, `iterable expected, not ${rt.shownTypeName(rt.typeOf(row))}`),
  );
  const fields: WrittenField[] = [];
  forEach(rt, iterator, (field) => {
    const isQuoted =
      dialect.quoting === QUOTING.QUOTE_ALL || (dialect.quoting === QUOTING.QUOTE_NONNUMERIC && !isNumber(rt, field));
    fields.push({ text: field === NONE ? '' : rt.text(rt.str(field)), isQuoted });
  });
  const line = inWords(rt, () => writeRecord(dialect, fields));
  return rt.call(rt.views.word(self + WRITER_WRITE), [rt.string(line)]);
}

const READER: TypeDefinition = {
  address: CSV_READER_TYPE,
  name: 'reader',
  module: '_csv',
  flags: CYCLIC | NO_NEW,
  bytes: READER_BYTES,
  owned: 2,
  doc: 'CSV reader\n\nReader objects are responsible for reading and parsing tabular data\nin CSV format.\n',
  slots: { ...OWNED_SLOTS, ITER: kernel('iterator_self'), NEXT: nextRecord },
  members: [
    { name: 'dialect', at: READER_DIALECT, kind: 'object', readOnly: true },
    { name: 'line_num', at: READER_COUNT, kind: 'word', readOnly: true },
  ],
};

const WRITER: TypeDefinition = {
  address: CSV_WRITER_TYPE,
  name: 'writer',
  module: '_csv',
  flags: CYCLIC | NO_NEW,
  bytes: WRITER_BYTES,
  owned: 2,
  doc: 'CSV writer\n\nWriter objects are responsible for generating tabular data\nin CSV format from sequence input.\n',
  slots: OWNED_SLOTS,
  methods: [
    method('writerow', ONE_ARGUMENT, writeRow),
    method('writerows', ONE_ARGUMENT, (rt, self, rows) => {
      forEach(rt, rows, (row) => void writeRow(rt, self, row));
      return NONE;
    }),
  ],
  members: [{ name: 'dialect', at: WRITER_DIALECT, kind: 'object', readOnly: true }],
};

/** The first argument, and the dialect that the second one and the named ones make. */
function opened(rt: Runtime, [positional, named]: readonly Address[]): [Address, () => Address] {
  const given = rt.tupleItems(positional);
  if (given.length === 0) rt.raise(TYPE_ERROR, ' expected at least 1 argument, got 0');
  if (given.length > 2) rt.raise(TYPE_ERROR, ` expected at most 2 arguments, got ${given.length}`);
  return [given[0], () => makeDialect(rt, given[1] ?? 0, named)];
}

export const CSV_MODULE: ModuleDefinition = {
  name: '_csv',
  doc: 'CSV parsing and writing.\n',
  own: [DIALECT, READER, WRITER],
  types: [CSV_DIALECT_TYPE],
  functions: [
    native('reader', '*args, **kwargs', (rt, _, args) => {
      const [lines, dialect] = opened(rt, args);
      const iterator = rt.iterator(lines);
      return makeObject(rt, CSV_READER_TYPE, [
        [READER_LINES, iterator],
        [READER_DIALECT, dialect()],
      ]);
    }),
    native('writer', '*args, **kwargs', (rt, _, args) => {
      const [file, dialect] = opened(rt, args);
      const write = rt.optionalAttribute(file, 'write');
      if (write === 0 || !rt.isCallable(write)) rt.raise(TYPE_ERROR, 'argument 1 must have a "write" method');
      return makeObject(rt, CSV_WRITER_TYPE, [
        [WRITER_WRITE, write],
        [WRITER_DIALECT, dialect()],
      ]);
    }),
    native('list_dialects', '', (rt) => rt.list(rt.items(csvState(rt).dialects))),
    native('register_dialect', 'name, dialect=None, /, **kwargs', (rt, _, [name, dialect, named]) => {
      if (!rt.isString(name)) rt.raise(TYPE_ERROR, 'dialect name must be a string');
      rt.dictSet(csvState(rt).dialects, name, makeDialect(rt, dialect, named));
      return NONE;
    }),
    native('unregister_dialect', 'name', (rt, _, [name]) => {
      dialectNamed(rt, name);
      rt.status(rt.kernel.dictDelete(csvState(rt).dialects, name));
      return NONE;
    }),
    native('get_dialect', 'name', (rt, _, [name]) => dialectNamed(rt, name)),
    native('field_size_limit', 'new_limit=0', (rt, _, [limit]) => {
      const old = csvState(rt).fieldLimit;
      if (limit !== 0) {
        if (!rt.isInt(limit)) rt.raise(TYPE_ERROR, 'limit must be an integer');
        csvState(rt).fieldLimit = Number(rt.bigInt(limit));
      }
      return rt.int(old);
    }),
  ],
  attributes: (rt) => {
    const error = exceptionClass(rt, '_csv', 'Error', [EXCEPTION]);
    const dialects = rt.hold(rt.dict());
    keepState(rt, error, dialects);
    return {
      Error: error,
      Reader: CSV_READER_TYPE,
      Writer: CSV_WRITER_TYPE,
      _dialects: dialects,
      __version__: rt.string('1.0'),
      ...Object.fromEntries(Object.entries(QUOTING).map(([name, value]) => [name, rt.int(value)])),
    };
  },
};
