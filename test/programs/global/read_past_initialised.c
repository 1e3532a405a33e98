// heapglass: Reads one element more than an initialised global array has.
// expect: InvalidRead line 12 size 2 in global variable primes
// oracle: none memcheck does not bound global arrays

#include <stdint.h>

int16_t primes[] = {2, 3, 5, 7, 11};

int main(void) {
  int sum = 0;
  for (int i = 0; i <= 5; i++)
    sum += primes[i];
  return sum == 31111;
}
