// heapglass: A callback frees the object that its caller goes on using.
// expect: InvalidRead line 22 size 4 in heap-block
// oracle: valgrind

#include <stdint.h>
#include <stdlib.h>

struct task {
  int32_t remaining;
  void (*step)(struct task *);
};

static void finish(struct task *t) {
  t->remaining--;
  if (t->remaining == 0)
    free(t);
}

static void run(struct task *t) {
  t->step(t);
  t->step(t);
  if (t->remaining > 1000000)
    exit(1);
}

int main(void) {
  struct task *t = malloc(sizeof *t);
  t->remaining = 2;
  t->step = finish;
  run(t);
  return 0;
}
