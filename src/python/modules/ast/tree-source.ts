/**
 * The module _ast_source: what compile() makes of a tree. The library's unparser writes it, and each statement stands in the line that
 * it says, unless what is before it takes more; columns are not kept.
 */
import type { ModuleDefinition } from '../module-definition.js';

const SOURCE = `
import ast


class Lines(ast._Unparser):
    line = 1
    seen = 0
    wanted = 0

    def traverse(self, node):
        for kind in ast.stmt, ast.expr:
            if isinstance(node, kind) and not hasattr(node, "lineno"):
                raise TypeError(f'required field "lineno" missing from {kind.__name__}')
        if isinstance(node, ast.stmt):
            decorators = getattr(node, "decorator_list", [])
            self.wanted = min([node.lineno, *(each.lineno for each in decorators)])
        super().traverse(node)

    def maybe_newline(self):
        """What begins a line goes to the wanted one."""

    def fill(self, text=""):
        for written in self._source[self.seen:]:
            self.line += written.count("\\n")
        self.seen = len(self._source)
        newlines = max(self.wanted - self.line, 1 if self._source else 0)
        self.wanted = 0
        self.write("\\n" * newlines + "    " * self._indent + text)


KINDS = {"exec": ast.Module, "eval": ast.Expression, "single": ast.Interactive}


def source_of(tree, mode):
    kind = KINDS[mode]
    if not isinstance(tree, kind):
        raise TypeError(f"expected {kind.__name__} node, got {type(tree).__name__}")
    return Lines().visit(tree) + "\\n"
`;

export const AST_SOURCE_MODULE: ModuleDefinition = { name: '_ast_source', source: SOURCE };
