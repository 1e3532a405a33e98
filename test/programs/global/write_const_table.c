// heapglass: Writes to a const array through a cast.
// expect: InvalidWrite line 11 size 4
// exit: stopped SIGSEGV
// oracle: none memcheck leaves it to the page protection

#include <stdint.h>

static const int32_t limits[4] = {1, 10, 100, 1000};

static void raise_limit(int32_t *p) {
  *p = 5000;
}

int main(void) {
  raise_limit((int32_t *)&limits[2]);
  return limits[0] == 1 ? 0 : 1;
}
