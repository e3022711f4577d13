const MODULUS = 1_000_003;

/**
 * Which unknowns a system of linear equations determines, by their index: those whose unit vector lies in the space of the
 * equations. The coefficients are 1 and -1 of sums, so that a prime field does for the rationals.
 */
export function determinedUnknowns(equations: readonly (readonly number[])[]): number[] {
  return reduce(equations)
    .filter((row) => row.filter((value) => value !== 0).length === 1)
    .map((row) => row.findIndex((value) => value !== 0));
}

/** Reduced row echelon form over the prime field: a cell is determined where its row holds nothing else. */
function reduce(given: readonly (readonly number[])[]): number[][] {
  const matrix = given.map((row) => row.map(mod));
  let top = 0;
  for (let column = 0; column < (matrix[0]?.length ?? 0); column += 1) {
    const pivot = matrix.findIndex((row, at) => at >= top && row[column] !== 0);
    if (pivot < 0) continue;
    [matrix[top], matrix[pivot]] = [matrix[pivot]!, matrix[top]!];
    const inverse = power(matrix[top]![column]!, MODULUS - 2);
    matrix[top] = matrix[top]!.map((value) => (value * inverse) % MODULUS);
    for (const [at, row] of matrix.entries()) {
      const factor = row[column]!;
      if (at === top || factor === 0) continue;
      matrix[at] = row.map((value, i) => mod(value - factor * matrix[top]![i]!));
    }
    top += 1;
  }
  return matrix.slice(0, top);
}

const mod = (value: number): number => ((value % MODULUS) + MODULUS) % MODULUS;

function power(base: number, exponent: number): number {
  let result = 1;
  for (let left = exponent, square = base; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * square) % MODULUS;
    square = (square * square) % MODULUS;
  }
  return result;
}
