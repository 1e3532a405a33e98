// heapglass: Recursion that is deep but fits: 5,000 frames up and down, twice.
// expect: clean
// stdout: 12502500 12502500\n
// oracle: valgrind

#include <stdio.h>

static int sum(int n) {
  return n == 0 ? 0 : n + sum(n - 1);
}

int main(void) {
  printf("%d ", sum(5000));
  printf("%d\n", sum(5000));
  return 0;
}
