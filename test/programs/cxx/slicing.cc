// heapglass: Copying a derived object into a base slices it, which is no memory error.
// expect: clean
// stdout: 2 1\n
// oracle: valgrind

#include <cstdio>
#include <string>

struct Animal {
  std::string name = "an animal with a name on the heap";
  virtual ~Animal() {}
  virtual int rank() const { return 1; }
};

struct Dog : Animal {
  std::string breed = "a breed whose name is on the heap too";
  int rank() const override { return 2; }
};

int main() {
  Dog d;
  Animal sliced = d;
  const Animal &whole = d;
  printf("%d %d\n", whole.rank(), sliced.rank());
  return 0;
}
