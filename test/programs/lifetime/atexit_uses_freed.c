// heapglass: An atexit handler reads what main has freed.
// expect: InvalidRead line 11 size 4 in heap-block
// oracle: valgrind

#include <stdint.h>
#include <stdlib.h>

static int32_t *state;

static void goodbye(void) {
  if (*state == 123456)
    abort();
}

int main(void) {
  state = malloc(sizeof *state);
  *state = 1;
  atexit(goodbye);
  free(state);
  return 0;
}
