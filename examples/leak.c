/* Three mistakes with memory: a leak in a loop, a use after free, and an overflow. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reading {
  int sensor;
  double value;
};

/* Every line is copied to a block of its own, and nobody gives the blocks back. */
static int count_words(const char *line) {
  char *copy = malloc(4096);
  int words = 0;
  strcpy(copy, line);
  for (char *word = strtok(copy, " "); word != NULL; word = strtok(NULL, " ")) words++;
  return words;
}

/* One reading more is written than there is room for. */
static struct reading *take_readings(int count) {
  struct reading *readings = malloc(count * sizeof *readings);
  for (int i = 0; i <= count; i++) {
    readings[i].sensor = i;
    readings[i].value = i * 0.5;
  }
  return readings;
}

int main(void) {
  int words = 0;
  for (int i = 0; i < 10; i++) words += count_words("the quick brown fox");
  printf("%d words\n", words);

  struct reading *readings = take_readings(4);
  free(readings);
  printf("last sensor: %d\n", readings[3].sensor);
  return 0;
}
