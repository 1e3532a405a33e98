// heapglass: Two errors that can go on, then one that cannot: all three are reported, and the leak too.
// expect: InvalidWrite line 17 size 1 in heap-block
// expect: InvalidFree line 19 in heap-block
// expect: Trap line 20 trap integer divide by zero
// expect: Leak reachable line 15 bytes 77 blocks 1
// exit: stopped SIGFPE
// oracle: valgrind

#include <stdlib.h>

static char *kept;

int main(int argc, char **argv) {
  (void)argv;
  kept = malloc(77);
  char *p = malloc(9);
  p[9] = 1;
  free(p);
  free(p);
  return 10 / (argc - 1);
}
