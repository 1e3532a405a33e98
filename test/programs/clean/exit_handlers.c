// heapglass: More exit handlers than the C library has room for at first.
// expect: clean
// stdout: 100\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>

static int ran;

static void count(void) {
  if (++ran == 100) printf("%d\n", ran);
}

int main(void) {
  for (int i = 0; i < 100; i++) atexit(count);
  return 0;
}
