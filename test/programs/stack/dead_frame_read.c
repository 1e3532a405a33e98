// heapglass: Reads an array of a function that has returned.
// expect: InvalidRead line 17 size 4 in stack
// oracle: valgrind

#include <stdint.h>

static int32_t *make(void) {
  volatile int32_t table[400];
  for (int i = 0; i < 400; i++)
    table[i] = i;
  int32_t *p = (int32_t *)&table[20];
  return p;
}

int main(void) {
  int32_t *p = make();
  int32_t v = *p;
  return v == 123456;
}
