// heapglass: The frame that longjmp left is dead: its array must not be read.
// expect: InvalidRead line 22 size 4 in stack
// oracle: none the jumped-over frame may still be within the native red zone

#include <setjmp.h>
#include <stdint.h>

static jmp_buf out;
static int32_t *escaped;

static void work(void) {
  int32_t table[300];
  for (int i = 0; i < 300; i++)
    table[i] = i;
  escaped = &table[10];
  longjmp(out, 1);
}

int main(void) {
  if (setjmp(out) == 0)
    work();
  int32_t v = *escaped;
  return v == 123456;
}
