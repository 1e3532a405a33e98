// heapglass: alloca in a loop and in a recursive function.
// expect: clean
// stdout: 4950 5050\n
// oracle: valgrind

#include <alloca.h>
#include <stdio.h>
#include <string.h>

static int recurse(int n) {
  char *p = alloca((size_t)n + 1);
  memset(p, n, (size_t)n + 1);
  int rest = n ? recurse(n - 1) : 0;
  return p[n] + rest;
}

int main(void) {
  int total = 0;
  for (int i = 0; i < 100; i++) {
    int *p = alloca(sizeof(int) * 8);
    p[7] = i;
    total += p[7];
  }
  printf("%d %d\n", total, recurse(100));
  return 0;
}
