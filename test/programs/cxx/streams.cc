// heapglass: String streams and cout.
// expect: clean
// stdout: total 6.50, hex ff, word alpha\n
// oracle: valgrind

#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>

int main() {
  std::istringstream in("alpha 1.5 5 255");
  std::string word;
  double a = 0, b = 0;
  int n = 0;
  in >> word >> a >> b >> n;
  std::ostringstream out;
  out << "total " << std::fixed << std::setprecision(2) << a + b << ", hex " << std::hex << n << ", word " << word;
  std::cout << out.str() << std::endl;
  return 0;
}
