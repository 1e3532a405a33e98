"""compile() of trees that a program has made or changed, and of file names that are no str."""
import ast
import traceback
import warnings


class Double(ast.NodeTransformer):
    def visit_Constant(self, node):
        if isinstance(node.value, int):
            return ast.copy_location(ast.BinOp(node, ast.Mult(), ast.Constant(2)), node)
        return node


SOURCE = """


def f(x):
    '''Says
    something.'''

    if x > 5: return f'{x!r:>4}'

    elif x:
        raise ValueError("in line 11")
    return [x + 1 for x in range(3)]


@print
class C: pass
result = f(0)
"""
tree = ast.fix_missing_locations(Double().visit(ast.parse(SOURCE)))
namespace = {"__name__": "made"}
exec(compile(tree, "made.py", "exec"), namespace)
print(namespace["result"], namespace["f"](30), namespace["f"].__doc__, namespace["f"].__code__.co_firstlineno)
try:
    namespace["f"](3)
except ValueError as error:
    print(traceback.extract_tb(error.__traceback__)[-1].lineno)

print(eval(compile(ast.parse("1 + 2 * x", mode="eval"), "", "eval"), {"x": 4}))
exec(compile(ast.Interactive([ast.parse("5 * 5").body[0]]), "", "single"))
print(compile(tree, "", "exec", ast.PyCF_ONLY_AST) is tree)
for tree, mode in (
    (ast.parse("1"), "eval"),
    (ast.Module([ast.Pass()], []), "exec"),
    (ast.Expression(ast.Name("x", ast.Load())), "eval"),
    (5, "exec"),
):
    try:
        compile(tree, "", mode)
    except TypeError as error:
        print(error)

warnings.simplefilter("error")
for name in ("text", b"bytes", bytearray(b"array"), 5):
    try:
        print(compile("1", name, "eval").co_filename)
    except (TypeError, DeprecationWarning) as error:
        print(type(error).__name__, error)
