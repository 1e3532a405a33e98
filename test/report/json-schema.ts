/**
 * The part of JSON Schema (2020-12) that docs/report.schema.json uses. A keyword that is not known here is an error, so
 * that nothing in the schema goes unchecked. Objects are taken as closed: a field that the schema does not name is an
 * error too, though the schema itself leaves room for new ones.
 */
export interface Schema {
  $ref?: string;
  type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  const?: unknown;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  oneOf?: Schema[];
  minimum?: number;
  $defs?: Record<string, Schema>;
}

const KEYWORDS = new Set([
  '$schema',
  '$ref',
  '$defs',
  'title',
  'description',
  'type',
  'const',
  'enum',
  'properties',
  'required',
  'items',
  'oneOf',
  'minimum',
]);

/** What is wrong with the value, as "path: reason"; empty when it is as the schema says. */
export function violations(value: unknown, schema: Schema, root: Schema = schema, path = '$'): string[] {
  for (const keyword of Object.keys(schema)) if (!KEYWORDS.has(keyword)) throw new Error(`unknown keyword ${keyword}`);
  const wrong = (reason: string): string[] => [`${path}: ${reason}`];
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace('#/$defs/', '');
    const target = root.$defs?.[name];
    if (target === undefined) throw new Error(`no definition ${schema.$ref}`);
    return violations(value, target, root, path);
  }
  if (schema.oneOf !== undefined) {
    const results = schema.oneOf.map((one) => violations(value, one, root, path));
    const fitting = results.filter((result) => result.length === 0).length;
    if (fitting === 1) return [];
    if (fitting > 1) return wrong('fits more than one form');
    // The alternative that fits furthest in is the one that was meant.
    return results.sort((a, b) => depthOf(b[0]) - depthOf(a[0]))[0];
  }
  if ('const' in schema && value !== schema.const)
    return wrong(`${JSON.stringify(value)} is not ${String(schema.const)}`);
  if (schema.enum !== undefined && !schema.enum.includes(value))
    return wrong(`${JSON.stringify(value)} is none of ${schema.enum.join(', ')}`);
  if (schema.type !== undefined && !isOfType(value, schema.type)) return wrong(`is no ${schema.type}`);
  if (schema.minimum !== undefined && (value as number) < schema.minimum)
    return wrong(`is less than ${schema.minimum}`);
  if (schema.items !== undefined)
    return (value as unknown[]).flatMap((item, i) => violations(item, schema.items!, root, `${path}[${i}]`));
  if (schema.type !== 'object') return [];
  return inObject(value as Record<string, unknown>, schema, root, path);
}

function depthOf(violation: string): number {
  return violation.split(': ')[0].split(/[.[]/).length;
}

function inObject(value: Record<string, unknown>, schema: Schema, root: Schema, path: string): string[] {
  const properties = schema.properties ?? {};
  return [
    ...(schema.required ?? []).filter((name) => !(name in value)).map((name) => `${path}: no ${name}`),
    ...Object.keys(value)
      .filter((name) => !Object.hasOwn(properties, name))
      .map((name) => `${path}: ${name} is not in the schema`),
    ...Object.entries(value)
      .filter(([name]) => Object.hasOwn(properties, name))
      .flatMap(([name, child]) => violations(child, properties[name], root, `${path}.${name}`)),
  ];
}

function isOfType(value: unknown, type: NonNullable<Schema['type']>): boolean {
  switch (type) {
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
