/**
 * erf and erfc: Sun's rational approximations (1993), which C libraries have. Below 0.84375 of x*x, up to 1.25 of x - 1,
 * beyond of 1 / x*x as exp(-x*x) times a quotient, with exp(-x*x) in two factors of which one is exact.
 */
/** 2 / sqrt(pi) - 1. */
const SLOPE_LESS_1: f64 = 1.28379167095512586316e-1;
const ERF_OF_1: f64 = 8.45062911510467529297e-1;

const P: i32 = <i32>(
  memory.data<f64>([
    1.28379167095512558561e-1, -3.2504210724700149937e-1, -2.84817495755985104766e-2, -5.77027029648944159157e-3,
    -2.37630166566501626084e-5,
  ])
);
const Q: i32 = <i32>(
  memory.data<f64>([
    1, 3.97917223959155352819e-1, 6.50222499887672944485e-2, 5.08130628187576562776e-3, 1.32494738004321644526e-4,
    -3.9602282787753681232e-6,
  ])
);
/** Around 1. */
const P_NEAR: i32 = <i32>(
  memory.data<f64>([
    -2.36211856075265944077e-3, 4.14856118683748331666e-1, -3.72207876035701323847e-1, 3.18346619901161753674e-1,
    -1.10894694282396677476e-1, 3.54783043256182359371e-2, -2.166375594868790843e-3,
  ])
);
const Q_NEAR: i32 = <i32>(
  memory.data<f64>([
    1, 1.06420880400844228286e-1, 5.40397917702171048937e-1, 7.18286544141962662868e-2, 1.26171219808761642112e-1,
    1.36370839120290507362e-2, 1.1984499846799107417e-2,
  ])
);
/** Up to 1 / 0.35. */
const R: i32 = <i32>(
  memory.data<f64>([
    -9.86494403484714822705e-3, -6.93858572707181764372e-1, -1.05586262253232909814e1, -6.23753324503260060396e1,
    -1.62396669462573470355e2, -1.84605092906711035994e2, -8.12874355063065934246e1, -9.81432934416914548592,
  ])
);
const S: i32 = <i32>(
  memory.data<f64>([
    1, 1.96512716674392571292e1, 1.376577541435190426e2, 4.34565877475229228821e2, 6.45387271733267880336e2,
    4.29008140027567833386e2, 1.08635005541779435134e2, 6.57024977031928170135, -6.04244152148580987438e-2,
  ])
);
const R_FAR: i32 = <i32>(
  memory.data<f64>([
    -9.86494292470009928597e-3, -7.99283237680523006574e-1, -1.77579549177547519889e1, -1.60636384855821916062e2,
    -6.37566443368389627722e2, -1.02509513161107724954e3, -4.83519191608651397019e2,
  ])
);
const S_FAR: i32 = <i32>(
  memory.data<f64>([
    1, 3.03380607434824582924e1, 3.25792512996573918826e2, 1.53672958608443695994e3, 3.19985821950859553908e3,
    2.55305040643316442583e3, 4.74528541206955367215e2, -2.24409524465858183362e1,
  ])
);

/** Of the coefficients, least power first. */
function polynomial(coefficients: i32, count: i32, x: f64): f64 {
  let result = load<f64>(coefficients + ((count - 1) << 3));
  for (let i = (count - 2) << 3; i >= 0; i -= 8) result = load<f64>(coefficients + i) + x * result;
  return result;
}

function nearZero(x: f64): f64 {
  const square = x * x;
  return polynomial(P, 5, square) / polynomial(Q, 6, square);
}

function nearOne(size: f64): f64 {
  return polynomial(P_NEAR, 7, size - 1) / polynomial(Q_NEAR, 7, size - 1);
}

/** erfc(size), for 1.25 <= size < 28. */
function far(size: f64): f64 {
  const inverse = 1 / (size * size);
  const quotient =
    size < 1 / 0.35
      ? polynomial(R, 8, inverse) / polynomial(S, 9, inverse)
      : polynomial(R_FAR, 7, inverse) / polynomial(S_FAR, 8, inverse);
  const head = reinterpret<f64>(reinterpret<u64>(size) & 0xffff_ffff_0000_0000);
  return (Math.exp(-head * head - 0.5625) * Math.exp((head - size) * (head + size) + quotient)) / size;
}

export function errorFunction(x: f64): f64 {
  const size = abs<f64>(x);
  if (x != x) return x;
  if (size < 3.7252902984619140625e-9) return 0.0625 * (16 * x + 16 * SLOPE_LESS_1 * x);
  if (size < 0.84375) return x + x * nearZero(x);
  let result: f64;
  if (size < 1.25) result = ERF_OF_1 + nearOne(size);
  else if (size >= 6) result = 1;
  else result = 1 - far(size);
  return copysign<f64>(result, x);
}

export function errorFunctionComplement(x: f64): f64 {
  const size = abs<f64>(x);
  if (x != x) return x;
  if (size < 0.84375) {
    if (size < 1.3877787807814457e-17) return 1 - x;
    const y = nearZero(x);
    return x < 0.25 ? 1 - (x + x * y) : 0.5 - (x - 0.5 + x * y);
  }
  if (size < 1.25) {
    const y = nearOne(size);
    return x >= 0 ? 1 - ERF_OF_1 - y : 1 + (ERF_OF_1 + y);
  }
  if (x < -6) return 2;
  if (size >= 28) return 0;
  return x > 0 ? far(size) : 2 - far(size);
}
