// heapglass: A stack frame of 40 KB whose bytes are all used.
// expect: clean
// stdout: 40000\n
// oracle: valgrind

#include <stdio.h>

static int use(void) {
  char big[40000];
  for (unsigned i = 0; i < sizeof big; i++)
    big[i] = 1;
  int total = 0;
  for (unsigned i = 0; i < sizeof big; i++)
    total += big[i];
  return total;
}

int main(void) {
  printf("%d\n", use());
  return 0;
}
