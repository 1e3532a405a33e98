/* Memory that processes share: under a name, and as a file that several have mapped. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NAME "/heapglass-test-shared"
#define FILE_NAME "shared_memory.bin"

int main(void) {
  shm_unlink(NAME);
  int fd = shm_open(NAME, O_CREAT | O_EXCL | O_RDWR, 0600);
  if (fd < 0) return 1;
  int again = shm_open(NAME, O_CREAT | O_EXCL | O_RDWR, 0600);
  printf("again %d %d\n", again, errno == EEXIST);
  if (ftruncate(fd, 3 * 4096) != 0) return 2;
  char *memory = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  strcpy(memory, "from the parent");
  fflush(stdout);
  if (fork() == 0) {
    int own = shm_open(NAME, O_RDWR, 0);
    struct stat status;
    fstat(own, &status);
    char *here = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, own, 0);
    printf("child: %s, %d bytes, elsewhere %d\n", here, (int)status.st_size, here != memory);
    strcpy(here + 8192, "from the child");
    pwrite(own, "BY WRITE", 8, 4096);
    fflush(stdout);
    _exit(0);
  }
  wait(NULL);
  printf("parent: %s, %s\n", memory + 8192, memory + 4096);
  int removed = shm_unlink(NAME);
  printf("removed %d, still %s\n", removed, memory);
  removed = shm_unlink(NAME);
  printf("again %d %d\n", removed, errno == ENOENT);

  int file = open(FILE_NAME, O_CREAT | O_TRUNC | O_RDWR, 0600);
  if (ftruncate(file, 8192) != 0) return 3;
  char *first = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  char *private = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);
  private[1] = 'p';
  fflush(stdout);
  if (fork() == 0) {
    int own = open(FILE_NAME, O_RDWR);
    char *second = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, own, 0);
    strcpy(second + 4096, "seen by both");
    private[1] = 'c';
    _exit(private[1] == 'c' ? 4 : 5);
  }
  int status;
  wait(&status);
  char read_back[16] = "";
  pread(file, read_back, 12, 4096);
  printf("%s, %s, private %c, child %d\n", first + 4096, read_back, private[1], WEXITSTATUS(status));
  unlink(FILE_NAME);
  return 0;
}
