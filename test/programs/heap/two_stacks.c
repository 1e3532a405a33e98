// heapglass: One faulty line reached from two callers: two findings, both on the line.
// expect: InvalidRead line 9 size 1 count 1 in heap-block
// expect: InvalidRead line 9 size 1 count 1 in heap-block
// oracle: none two stacks share one line

#include <stdlib.h>

static int last(const char *p, int n) {
  return p[n];
}

static int first_caller(const char *p) {
  return last(p, 6);
}

static int second_caller(const char *p) {
  return last(p, 6);
}

int main(void) {
  char *p = calloc(6, 1);
  int sum = first_caller(p) - second_caller(p);
  free(p);
  return sum;
}
