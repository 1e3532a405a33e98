// heapglass: A parser that longjmps out of nested calls on errors, a thousand times, freeing what it holds.
// expect: clean
// stdout: 500 500\n
// oracle: valgrind

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

struct parser {
  jmp_buf failed;
  char *scratch;
  int depth;
};

static void nested(struct parser *p, int n) {
  char pad[100];
  pad[n] = 1;
  p->depth++;
  if (n == 0 && p->scratch[0] == 'x')
    longjmp(p->failed, 1);
  if (n > 0)
    nested(p, n - pad[n]);
  p->depth--;
}

static int parse(char first) {
  struct parser p = {.scratch = malloc(10)};
  p.scratch[0] = first;
  volatile int ok = 0;
  if (setjmp(p.failed) == 0) {
    nested(&p, 20);
    ok = 1;
  }
  free(p.scratch);
  return ok;
}

int main(void) {
  int good = 0, bad = 0;
  for (int i = 0; i < 1000; i++) {
    if (parse(i % 2 ? 'x' : 'a'))
      good++;
    else
      bad++;
  }
  printf("%d %d\n", good, bad);
  return 0;
}
