// heapglass: setlocale, localeconv, toupper and the character classes, multibyte characters.
// expect: clean
// stdout: C . HEAP 4 26 2\n
// oracle: valgrind

#include <ctype.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

int main(void) {
  char *name = setlocale(LC_ALL, "C");
  char *s = strdup("heap");
  int changed = 0, letters = 0;
  for (char *p = s; *p; p++, changed++)
    *p = (char)toupper((unsigned char)*p);
  for (int c = 0; c < 128; c++)
    letters += isupper(c) != 0;
  printf("%s %s %s %d %d %d\n", name, localeconv()->decimal_point, s, changed, letters, (int)wcslen(L"ab"));
  free(s);
  return 0;
}
