// heapglass: A stale read in optimised code.
// flags: -O1
// expect: InvalidRead line 10 size 4 in heap-block
// oracle: valgrind

#include <stdint.h>
#include <stdlib.h>

__attribute__((noinline)) static int32_t read_at(const volatile int32_t *p, int i) {
  return p[i];
}

__attribute__((noinline)) static void release(void *p) {
  free(p);
}

int main(int argc, char **argv) {
  (void)argv;
  int32_t *p = calloc(4, sizeof *p);
  int32_t before = read_at(p, argc);
  release(p);
  int32_t after = read_at(p, argc + 1);
  return before + (after == 123456);
}
