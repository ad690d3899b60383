// The two tasks of the bench shapes, for workers that run modules.
export const echo = <T>(value: T): T => value;

/** Counts the primes from first to last by trial division. */
export function primes([first, last]: [number, number]): number {
  let count = 0;
  for (let n = first; n <= last; n++) {
    if (isPrime(n)) count++;
  }
  return count;
}

function isPrime(n: number): boolean {
  if (n < 2) return false;
  if (n % 2 === 0) return n === 2;
  for (let d = 3; d * d <= n; d += 2) {
    if (n % d === 0) return false;
  }
  return true;
}
