// heapglass: Every form of operator new with its own delete.
// expect: clean
// stdout: ok\n
// oracle: valgrind

#include <cstdint>
#include <cstdio>
#include <new>

struct alignas(64) Wide {
  char bytes[64];
};

struct Plain {
  int64_t a = 1;
  ~Plain() { a = 0; }
};

int main() {
  bool ok = true;
  int *i = new int(3);
  ok &= *i == 3;
  delete i;
  Plain *many = new Plain[7];
  ok &= many[6].a == 1;
  delete[] many;
  Plain *quiet = new (std::nothrow) Plain;
  delete quiet;
  char *quiet_array = new (std::nothrow) char[11];
  delete[] quiet_array;
  Wide *wide = new Wide;
  ok &= reinterpret_cast<uintptr_t>(wide) % 64 == 0;
  delete wide;
  Wide *wides = new Wide[3];
  ok &= reinterpret_cast<uintptr_t>(wides) % 64 == 0;
  delete[] wides;
  void *raw = ::operator new(24);
  ::operator delete(raw);
  void *sized = ::operator new[](24);
  ::operator delete[](sized, size_t(24));
  void *aligned = ::operator new(100, std::align_val_t(128));
  ::operator delete(aligned, std::align_val_t(128));
  alignas(Plain) char place[sizeof(Plain)];
  Plain *placed = new (place) Plain;
  placed->~Plain();
  int *none = nullptr;
  delete none;
  puts(ok ? "ok" : "not aligned");
  return 0;
}
