// heapglass: One allocation line, two callers: two records, because the stacks differ.
// expect: Leak definite line 9 bytes 12 blocks 1
// expect: Leak definite line 9 bytes 12 blocks 1
// oracle: valgrind

#include <stdlib.h>

static void *make(void) {
  return malloc(12);
}

static void first(void) {
  make();
}

static void second(void) {
  make();
}

int main(void) {
  first();
  second();
  return 0;
}
