// heapglass: All four kinds of leak in one program.
// expect: Leak definite line 13 bytes 11 blocks 1
// expect: Leak indirect line 17 bytes 22 blocks 1
// expect: Leak possible line 21 bytes 33 blocks 1
// expect: Leak reachable line 28 bytes 44 blocks 1
// oracle: valgrind

#include <stdlib.h>

static char *reachable, *interior;

static void *definite(void) {
  return malloc(11);
}

static void *indirect(void) {
  return malloc(22);
}

static void possible(void) {
  interior = (char *)malloc(33) + 5;
}

static void build(void) {
  void **leader = definite();
  *leader = indirect();
  possible();
  reachable = malloc(44);
}

int main(void) {
  build();
  return 0;
}
