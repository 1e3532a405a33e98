/** The JSON report is what docs/report.schema.json and docs/report-json.md say it is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderJson } from '../../src/report/json/json-report.js';
import { recordings } from './arbitrary-recording.js';
import { violations, type Schema } from './json-schema.js';

const DOCS = join(import.meta.dirname, '..', '..', 'docs');
export const REPORT_SCHEMA = JSON.parse(readFileSync(join(DOCS, 'report.schema.json'), 'utf8')) as Schema;

describe('the validator', () => {
  const schema: Schema = {
    type: 'object',
    required: ['a'],
    properties: {
      a: { type: 'array', items: { $ref: '#/$defs/n' } },
      b: { oneOf: [{ const: 1 }, { type: 'object', properties: { c: { enum: ['x', 'y'] } } }] },
    },
    $defs: { n: { type: 'integer', minimum: 0 } },
  };

  it('accepts what fits and names what does not', () => {
    expect(violations({ a: [0, 7], b: { c: 'y' } }, schema)).toEqual([]);
    expect(violations({ b: 1 }, schema)).toEqual(['$: no a']);
    expect(violations({ a: [1, -1, 0.5, '2'], d: 0 }, schema)).toEqual([
      '$: d is not in the schema',
      '$.a[1]: is less than 0',
      '$.a[2]: is no integer',
      '$.a[3]: is no integer',
    ]);
    expect(violations({ a: [], b: { c: 'z' } }, schema)).toEqual(['$.b.c: "z" is none of x, y']);
  });

  it('refuses keywords that it does not check', () => {
    expect(() => violations('', { pattern: '^x' } as Schema)).toThrow('unknown keyword pattern');
  });
});

describe('the JSON report', () => {
  it('is of the documented form for every recording', () => {
    fc.assert(
      fc.property(recordings, (recording) => {
        expect(violations(JSON.parse(renderJson(recording)), REPORT_SCHEMA)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('has every field of its schema explained', () => {
    const text = readFileSync(join(DOCS, 'report-json.md'), 'utf8');
    const names = new Set<string>();
    const collect = (schema: Schema): void => {
      for (const [name, child] of Object.entries(schema.properties ?? {})) {
        names.add(name);
        collect(child);
      }
      for (const child of [...(schema.oneOf ?? []), ...Object.values(schema.$defs ?? {})]) collect(child);
      if (schema.items) collect(schema.items);
    };
    collect(REPORT_SCHEMA);
    expect(names.size).toBeGreaterThan(60);
    expect([...names].filter((name) => !text.includes(`\`${name}\``) && !text.includes(`"${name}"`))).toEqual([]);
  });
});
