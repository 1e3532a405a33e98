// heapglass: Remainder by zero of unsigned 64-bit numbers.
// expect: Trap line 9 trap integer divide by zero
// exit: stopped SIGFPE
// oracle: valgrind

#include <stdint.h>

static uint64_t slot(uint64_t hash, volatile uint64_t buckets) {
  return hash % buckets;
}

int main(void) {
  return (int)slot(12345, 0);
}
