// heapglass: A flexible array member gets one element more than was allocated for it.
// expect: InvalidWrite line 18 size 4 in heap-block
// oracle: valgrind

#include <stdint.h>
#include <stdlib.h>

struct vector {
  uint32_t count;
  int32_t items[];
};

int main(void) {
  uint32_t n = 5;
  struct vector *v = malloc(sizeof *v + n * sizeof v->items[0]);
  v->count = n;
  for (uint32_t i = 0; i <= v->count; i++)
    v->items[i] = (int32_t)i;
  free(v);
  return 0;
}
