// heapglass: Reads a field of the element after a static array of structs.
// expect: InvalidRead line 14 size 4 in global variable rows
// oracle: none memcheck does not bound static arrays

#include <stdint.h>

static struct row {
  int32_t key;
  int32_t value;
} rows[3] = {{1, 10}, {2, 20}, {3, 30}};

static int32_t find(int32_t key) {
  for (int i = 0;; i++) {
    if (i == 4 || rows[i].key == key)
      return i;
  }
}

int main(void) {
  return find(3) == 2 && find(77) == 4 ? 0 : 1;
}
