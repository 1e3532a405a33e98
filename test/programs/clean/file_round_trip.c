// heapglass: Writes a file, reads it back by line, by word, by character and by seek, and removes it.
// expect: clean
// stdout: 50 50 640 line 49 gone\n
// oracle: valgrind

#include <stdio.h>
#include <string.h>

int main(void) {
  const char *name = "round-trip.tmp";
  FILE *f = fopen(name, "w");
  if (!f)
    return 1;
  for (int i = 0; i < 50; i++)
    fprintf(f, "line %d here\n", i);
  fclose(f);
  f = fopen(name, "r");
  char line[64], last[64] = "";
  int lines = 0, words = 0, characters = 0, number;
  while (fgets(line, sizeof line, f)) {
    lines++;
    sscanf(line, "%6s", last);
  }
  rewind(f);
  while (fscanf(f, "%63s %d %*s", line, &number) == 2)
    words++;
  rewind(f);
  while (fgetc(f) != EOF)
    characters++;
  fseek(f, -13, SEEK_END);
  size_t n = fread(line, 1, 7, f);
  line[n] = '\0';
  fclose(f);
  printf("%d %d %d %s %s\n", lines, words, characters, line + strspn(line, "\n"), remove(name) == 0 ? "gone" : "stays");
  return 0;
}
