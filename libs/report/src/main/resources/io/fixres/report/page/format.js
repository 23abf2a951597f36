// Numbers and times as people read them.

const MINUS = "\u2212";

/** With so many digits behind the point. */
export function fixed(value, digits) {
  return Number.isFinite(value) ? value.toFixed(digits).replace("-", MINUS) : "–";
}

/** A share of 1 in percent. */
export function percent(share, digits = 1) {
  return fixed(100 * share, digits);
}

/** A whole number with thin spaces between thousands. */
export function whole(value) {
  return Number.isFinite(value) ? String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, "\u202f") : "–";
}

/** A loss or rate: three digits that matter. */
export function short(value) {
  if (!Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const size = Math.abs(value);
  return size >= 1000 ? whole(value) : size >= 1e-3 ? String(Number(value.toPrecision(3))) : value.toExponential(1);
}

/** Minutes and seconds, with hours where there are any. */
export function clock(seconds) {
  const total = Math.max(0, Math.round(seconds));
  const two = n => String(n).padStart(2, "0");
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3600);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${minutes}:${two(total % 60)}`;
}

/** Day and time of this browser's zone. */
export function when(instant) {
  const date = new Date(instant);
  const two = n => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} `
    + `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The test transform of an evaluation, with what was done to the network before. */
export function conditions({ transform, adaptation }) {
  return adaptation === "none" ? transform : `${transform}, ${adaptation} adaptation`;
}

/** A probability of a test. */
export function probability(p) {
  return p < 1e-4 ? p.toExponential(0).replace("-", MINUS) : fixed(p, 4);
}
