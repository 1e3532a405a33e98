// heapglass: A struct in main keeps a pointer to an array in the frame of the function that filled it in.
// expect: InvalidRead line 23 size 2 in stack
// oracle: valgrind

#include <stdint.h>

struct view {
  const int16_t *data;
  int count;
};

static void fill(struct view *v) {
  int16_t samples[600];
  for (int i = 0; i < 600; i++)
    samples[i] = (int16_t)i;
  v->data = samples;
  v->count = 600;
}

int main(void) {
  struct view v;
  fill(&v);
  int first = v.data[2];
  return first == 31000;
}
