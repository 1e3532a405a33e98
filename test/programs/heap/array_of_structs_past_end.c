// heapglass: Reads a field of the struct after the last one in an array of structs.
// expect: InvalidRead line 16 size 2 in heap-block
// oracle: valgrind

#include <stdint.h>
#include <stdlib.h>

struct point {
  int16_t x, y;
};

int main(void) {
  struct point *p = calloc(3, sizeof *p);
  int sum = 0;
  for (int i = 0; i < 4; i++)
    sum += p[i].x;
  free(p);
  return sum == 31111 ? 1 : 0;
}
