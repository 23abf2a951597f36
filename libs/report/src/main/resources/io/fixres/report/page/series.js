// How series look: told apart by colour, by dash and by the shape of their marks, so that no one of them has to be seen.

import { s } from "./dom.js";

const DASHES = ["", "6 3", "2 3", "8 3 2 3", "1 2", "10 4"];

/** The class and dash of a series by its number. */
export function stroke(index) {
  return { class: `line colour-${index % 6}`, "stroke-dasharray": DASHES[index % 6] };
}

/** A mark of one of six shapes around a point. */
export function mark(shape, x, y, colour, hollow) {
  const look = { class: `mark colour-${colour % 6}${hollow ? " hollow" : ""}` };
  const at = points => points.map(([dx, dy]) => `${x + dx},${y + dy}`).join(" ");
  switch (shape % 6) {
    case 0: return s("circle", { ...look, cx: x, cy: y, r: 3.6 });
    case 1: return s("rect", { ...look, x: x - 3.3, y: y - 3.3, width: 6.6, height: 6.6 });
    case 2: return s("polygon", { ...look, points: at([[0, -4.4], [4.2, 3.2], [-4.2, 3.2]]) });
    case 3: return s("polygon", { ...look, points: at([[0, -4.8], [4.8, 0], [0, 4.8], [-4.8, 0]]) });
    case 4: return s("polygon", { ...look, points: at([[0, 4.4], [4.2, -3.2], [-4.2, -3.2]]) });
    default: return s("path", { ...look, d: `M${x - 4} ${y}h8M${x} ${y - 4}v8` });
  }
}

/** The picture of a series in a legend. */
export function swatch(series) {
  return s("svg", { class: "swatch", width: 26, height: 12, "aria-hidden": "true" },
    series.line && s("line", { ...stroke(series.colour), x1: 1, x2: 25, y1: 6, y2: 6 }),
    series.shape !== undefined && mark(series.shape, 13, 6, series.colour, series.hollow));
}
