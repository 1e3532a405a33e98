// heapglass: A block is lost because longjmp skips the free.
// expect: Leak definite line 15 bytes 30 blocks 1
// oracle: valgrind

#include <setjmp.h>
#include <stdlib.h>

static jmp_buf out;

static void fail(void) {
  longjmp(out, 1);
}

static void work(void) {
  char *p = malloc(30);
  p[0] = 1;
  fail();
  free(p);
}

int main(void) {
  if (setjmp(out) == 0)
    work();
  return 0;
}
