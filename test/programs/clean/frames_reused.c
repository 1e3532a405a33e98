// heapglass: Many functions use the same stretch of stack one after another, with arrays of different shapes and scopes.
// expect: clean
// stdout: 3540\n
// oracle: valgrind

#include <stdio.h>
#include <string.h>

static int small(int n) {
  char a[10], b[20];
  memset(a, n, sizeof a);
  memset(b, n, sizeof b);
  return a[9] + b[19];
}

static int large(int n) {
  int table[50];
  for (int i = 0; i < 50; i++) {
    int square = n + i - i;
    int *p = &square;
    table[i] = *p;
  }
  {
    int other[30];
    memset(other, 0, sizeof other);
    table[0] += other[29];
  }
  return table[49] - table[0] + n;
}

static int mixed(int n) {
  return n % 2 ? small(n) : large(n) + small(0);
}

int main(void) {
  int total = 0;
  for (int i = 0; i < 60; i++)
    total += mixed(i) + (i % 2 ? small(i / 2) / 2 : large(i) / 2);
  printf("%d\n", total);
  return 0;
}
