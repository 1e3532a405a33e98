// heapglass: Temporary files and other POSIX calls that wasi-libc lacks.
// expect: clean
// stdout: hello named made 1 dir 1 no shell 1 grown 3\n
// oracle: none a native system has a shell

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(void) {
  char text[10] = "";
  FILE *file = tmpfile();
  if (file == NULL) return 1;
  fputs("hello", file);
  rewind(file);
  printf("%s ", fgets(text, sizeof text, file));
  fclose(file);
  char name[L_tmpnam];
  printf("%s ", tmpnam(name) != NULL ? "named" : "not named");
  char made[] = "made_XXXXXX";
  int descriptor = mkstemp(made);
  printf("made %d ", descriptor > 2 && made[5] != 'X');
  close(descriptor);
  unlink(made);
  char directory[] = "directory_XXXXXX";
  printf("dir %d ", mkdtemp(directory) == directory);
  rmdir(directory);
  printf("no shell %d ", system(NULL) == 0 && system("ls") == -1 && errno == ENOSYS);
  int *numbers = reallocarray(NULL, 4, sizeof *numbers);
  numbers[3] = 3;
  printf("grown %d\n", numbers[3]);
  free(numbers);
  return reallocarray(NULL, (size_t)-1, 2) != NULL;
}
