// heapglass: Allocates wcslen + 1 bytes, not wide characters.
// expect: InvalidWrite line 11 size 4 in heap-block
// oracle: valgrind

#include <stdlib.h>
#include <wchar.h>

int main(void) {
  const wchar_t *text = L"wide";
  wchar_t *copy = malloc(wcslen(text) * sizeof *copy);
  wcscpy(copy, text);
  free(copy);
  return 0;
}
