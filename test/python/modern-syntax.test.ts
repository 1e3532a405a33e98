/** What Python 3.12 added: CPython 3.11 refuses it, so there is nothing to compare with. */
import { describe, expect, it } from 'vitest';
import { check, parse } from '../../src/languages/python/parse.js';
import { dumpModule } from '../../src/languages/python/tree/dump.js';

const file = (text: string) => new TextEncoder().encode(text);

/** The tree without positions. */
function tree(text: string): string {
  return dumpModule(parse(file(text))).replaceAll(
    /(?:, )?lineno=\d+, col_offset=\d+, end_lineno=\d+, end_col_offset=\d+/g,
    '',
  );
}

describe('f-strings as of 3.12', () => {
  const same: [string, string][] = [
    [`f'{a['b']}'`, `f'{a["b"]}'`],
    [`f"{f"{f"{1}"}"}"`, `f"{f'{f"""{1}"""}'}"`],
    [`f'''{\na # comment }\n}'''`, `f'''{\na\n}'''`],
    [`f"{\n a\n}"`, `f'''{\n a\n}'''`],
    [`f"{x:{'>'}{"10"}}"`, `f'''{x:{'>'}{"10"}}'''`],
  ];
  for (const [modern, old] of same)
    it(`reads ${JSON.stringify(modern)}`, () => {
      expect(tree(modern)).toBe(tree(old));
    });

  it('takes backslashes in fields', () => {
    expect(tree(`f"{'\\n'.join(a)}"`)).toContain("Constant(value='\\n')");
  });
});

describe('type parameters', () => {
  it('stand behind the names of functions, classes and aliases', () => {
    expect(tree('def f[T: int, *Ts, **P](x: T) -> T: pass')).toContain(
      "type_params=[TypeVar(name='T', bound=Name(id='int', ctx=Load())), TypeVarTuple(name='Ts'), ParamSpec(name='P')]",
    );
    expect(tree('class A[T](B[T]): pass')).toContain("type_params=[TypeVar(name='T')]");
    expect(tree('type X[T] = list[T]')).toContain("TypeAlias(name=Name(id='X', ctx=Store())");
  });

  it('are known in what they belong to, and not outside', () => {
    const { scope } = check(file('def f[T](x: T):\n  y: T = x\n  return lambda: T\nT\n'));
    const [parameters] = scope.children;
    const [body] = parameters.children;
    expect([parameters.place('T'), body.place('T'), scope.place('T')]).toEqual([5, 4, 3]);
  });

  it('leave `type` a name like any other', () => {
    expect(tree('type = type(x)\ntype.y = 1\ntype[0]\n')).not.toContain('TypeAlias');
  });
});
