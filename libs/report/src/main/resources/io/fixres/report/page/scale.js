// From values to pixels.

/** A linear map from a domain to a range of pixels. */
export function linear([low, high], [start, end]) {
  const span = high - low || 1;
  return value => start + (value - low) / span * (end - start);
}

/** Round values in a domain, about so many. */
export function ticks([low, high], count) {
  const rough = (high - low || 1) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map(m => m * power).find(candidate => candidate >= rough * 0.999);
  const values = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) values.push(Number((i * step).toPrecision(12)));
  return values;
}

/** The domain that holds all values, widened a little and kept within limits. */
export function extent(values, [least, most] = [-Infinity, Infinity]) {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  const margin = (high - low || Math.abs(high) || 1) * 0.06;
  return [Math.max(least, low - margin), Math.min(most, high + margin)];
}
