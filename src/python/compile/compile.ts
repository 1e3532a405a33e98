/** A checked Python program to a WebAssembly module: the entry of the compiler. */
import type { CheckedProgram } from '../../languages/python/parse.js';
import type { Stmt } from '../../languages/python/tree/ast.js';
import { Body } from './emit/body.js';
import { stackShape } from './emit/functions.js';
import { depthOfModule } from './stack-depth.js';
import { hasAnnotations } from './emit/classes.js';
import { docstringOf } from './emit/docstring.js';
import { expression } from './emit/expressions.js';
import { statements } from './emit/statements.js';
import { storeName } from './emit/names.js';
import { Source, Unit } from './emit/unit.js';
import type { Pool } from './pool.js';

type Mode = 'exec' | 'eval' | 'single';

export interface CompiledModule {
  /** More functions of the source can be compiled into it. */
  readonly unit: Unit;
  /** The code object of the module's body: its frame needs FRAME_LOCALS. */
  readonly code: number;
}

const START = { line: 1, column: 0, endLine: 1, endColumn: 0 };

/** @param mode as of compile(): of a single expression the value is returned; of one of a dialogue it is shown */
export function compileModule(program: CheckedProgram, pool: Pool, mode: Mode = 'exec'): CompiledModule {
  const { module, scope } = program;
  const unit = new Unit(new Source(scope, program.features.has('annotations'), 0), pool);
  const body = new Body(unit, scope, {
    parameters: [],
    isCoroutine: false,
    isGenerator: false,
    span: START,
    qualifiedName: '<module>',
  });
  body.enter();
  const [first] = module.body;
  if (mode === 'eval' && first?.kind === 'Expr') {
    expression(body, first.value);
    body.consume(body.pop());
    body.leave();
  } else {
    body.showsValues = mode === 'single';
    moduleBody(body, module.body);
    body.returnNone();
  }
  body.stackDepth = depthOfModule(module.body, stackShape(body));
  const code = unit.finish(body, {
    name: '<module>',
    argumentCount: 0,
    positionalOnly: 0,
    keywordOnly: 0,
    hasRest: false,
    hasNamedRest: false,
    firstLine: 1,
    isCoroutine: false,
  });
  return { unit, code };
}

function moduleBody(body: Body, list: readonly Stmt[]): void {
  if (hasAnnotations(list)) {
    body.get(body.frame);
    body.callStatus('op_setup_annotations');
  }
  const docstring = docstringOf(list);
  if (docstring !== undefined) {
    body.pushConstant(docstring);
    storeName(body, '__doc__', list[0].span);
  }
  statements(body, docstring === undefined ? list : list.slice(1));
}
