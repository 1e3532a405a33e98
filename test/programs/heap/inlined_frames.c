// heapglass: The error is in a function that was inlined into another: both lines belong into the stack.
// flags: -O2
// expect: InvalidWrite line 9 size 4 in heap-block
// oracle: valgrind

#include <stdlib.h>

static inline __attribute__((always_inline)) void poke(volatile int *p, int i) {
  p[i] = 1;
}

__attribute__((noinline)) static void outer(volatile int *p, int n) {
  poke(p, n);
}

int main(int argc, char **argv) {
  (void)argv;
  int *a = malloc(4 * sizeof(int));
  outer(a, argc + 3);
  free(a);
  return 0;
}
