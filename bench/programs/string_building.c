/* Text put together from pieces, formatted, split, searched and joined again. Argument: lines. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct text {
  char *bytes;
  size_t length, room;
};

static void append(struct text *text, const char *piece, size_t length) {
  if (text->length + length + 1 > text->room) {
    text->room = (text->length + length + 1) * 2;
    text->bytes = realloc(text->bytes, text->room);
    if (text->bytes == NULL) exit(1);
  }
  memcpy(text->bytes + text->length, piece, length);
  text->length += length;
  text->bytes[text->length] = '\0';
}

static char *copy_of(const char *start, size_t length) {
  char *copy = malloc(length + 1);
  if (copy == NULL) exit(1);
  memcpy(copy, start, length);
  copy[length] = '\0';
  return copy;
}

static const char *const WORDS[] = {"block", "of", "bytes", "leaked", "by", "the", "program", "at", "exit"};

static void write_line(struct text *text, unsigned long number) {
  char buffer[64];
  int length = snprintf(buffer, sizeof buffer, "%lu:%s:%03x;", number, WORDS[number % 9], (unsigned)(number & 0xfff));
  append(text, buffer, (size_t)length);
  for (unsigned long i = 0; i < number % 12; i++) {
    const char *word = WORDS[(number + i * i) % 9];
    append(text, word, strlen(word));
    append(text, " ", 1);
  }
  append(text, "\n", 1);
}

static uint32_t digest(uint32_t hash, const char *text) {
  for (; *text != '\0'; text++) hash = hash * 33 + (unsigned char)*text;
  return hash;
}

int main(int argc, char **argv) {
  unsigned long lines = argc > 1 ? strtoul(argv[1], NULL, 10) : 1200000;
  uint32_t checksum = 5381;
  struct text text = {0}, upper = {0};
  for (unsigned long i = 0; i < lines; i++) {
    write_line(&text, i);
    if (i % 1000 != 999) continue;
    for (char *line = text.bytes; *line != '\0';) {
      char *end = strchr(line, '\n');
      char *copy = copy_of(line, (size_t)(end - line));
      if (strstr(copy, "leaked by") != NULL) append(&upper, "!", 1);
      for (char *at = copy; *at != '\0'; at++) if (*at >= 'a' && *at <= 'z') *at = (char)(*at - 'a' + 'A');
      append(&upper, copy, strlen(copy));
      free(copy);
      line = end + 1;
    }
    checksum = digest(checksum, upper.bytes);
    text.length = upper.length = 0;
  }
  free(text.bytes);
  free(upper.bytes);
  printf("checksum %lu\n", (unsigned long)checksum);
  return 0;
}
