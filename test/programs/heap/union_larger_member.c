// heapglass: A block for the small member of a union is written through the large one.
// expect: InvalidWrite line 16 size 8 in heap-block
// oracle: valgrind

#include <stdint.h>
#include <stdlib.h>

union number {
  int32_t i;
  double d;
};

int main(void) {
  union number *n = malloc(sizeof(int32_t));
  n->i = 5;
  n->d = 2.5;
  free(n);
  return 0;
}
