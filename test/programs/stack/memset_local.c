// heapglass: memset with a size that is larger than the local array.
// expect: InvalidWrite line 10 in stack variable key
// oracle: none memcheck does not bound local arrays

#include <string.h>

int main(void) {
  unsigned char key[20];
  volatile size_t n = 24;
  memset(key, 0, n);
  return key[3];
}
