// heapglass: Runs over variable-length arrays, which are named as in the source, and over memory that has no name.
// expect: InvalidWrite line 16 size 1 in stack variable text
// expect: InvalidWrite line 18 size 4 in stack variable rows
// expect: InvalidWrite line 20 size 1 in stack variable "variable-length array or alloca block"
// expect: InvalidWrite line 21 size 1 in stack variable "variable-length array or alloca block"
// expect: InvalidWrite line 23 size 1 in stack variable "alloca block"
// expect: InvalidRead line 25 size 4 in stack variable "compound literal"
// oracle: none memcheck does not bound arrays on the stack

#include <alloca.h>
#include <string.h>

static int use(int n) {
  char text[n];
  memset(text, 'a', (size_t)n);
  text[n] = 0;
  int rows[n][2];
  rows[n][0] = 1;
  char *m = alloca((size_t)n + 4);
  m[n + 4] = 1;
  m[-1] = 1;
  char *fixed = alloca(7);
  fixed[n + 2] = 1;
  int *literal = (int[]){1, 2, 3};
  return literal[n - 2] + rows[0][0];
}

int main(void) { return use(5) * 0; }
