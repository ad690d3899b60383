// The twins of the Java tasks in Twins.java: same numbers, same answers.

const next = (state) => {
  state ^= state << 13;
  state ^= state >>> 17;
  return state ^ (state << 5);
};

/** How many random points of the unit square lie in its quarter of the circle. */
export function jsHits({ seed, points }) {
  let state = seed;
  let inside = 0;
  for (let i = 0; i < points; i++) {
    state = next(state);
    const x = (state >>> 8) / 2 ** 24;
    state = next(state);
    const y = (state >>> 8) / 2 ** 24;
    if (x * x + y * y < 1) inside++;
  }
  return inside;
}

/** How many primes a range has, by trial division. */
export function jsPrimes({ from, to }) {
  let found = 0;
  for (let n = Math.max(2, from); n < to; n++) {
    let prime = true;
    for (let d = 2; prime && d * d <= n; d++) prime = n % d !== 0;
    if (prime) found++;
  }
  return found;
}
