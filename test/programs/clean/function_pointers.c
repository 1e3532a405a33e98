// heapglass: Tables of function pointers, callbacks with context, functions that return functions.
// expect: clean
// stdout: 7 10 2.5 24 -3\n
// oracle: valgrind

#include <stdio.h>

typedef int (*binary)(int, int);

static int add(int a, int b) {
  return a + b;
}
static int sub(int a, int b) {
  return a - b;
}
static int mul(int a, int b) {
  return a * b;
}

static const binary table[] = {add, sub, mul};

static binary choose(char c) {
  return table[c == '+' ? 0 : c == '-' ? 1 : 2];
}

struct counter {
  int total;
};

static void each(int n, void (*f)(int, void *), void *context) {
  for (int i = 0; i < n; i++)
    f(i, context);
}

static void count(int i, void *context) {
  ((struct counter *)context)->total += i;
}

static double half(double x) {
  return x / 2;
}

int main(void) {
  struct counter c = {0};
  each(5, count, &c);
  double (*f)(double) = half;
  printf("%d %d %g %d %d\n", choose('+')(3, 4), c.total, f(5), choose('*')(4, 6), table[1](2, 5));
  return 0;
}
