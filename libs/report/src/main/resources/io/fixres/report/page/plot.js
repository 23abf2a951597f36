// A chart: axes with units, lines, marks with error bars, a legend, and a cursor that pointer and arrow keys move.

import { h, s } from "./dom.js";
import { extent, linear, ticks } from "./scale.js";
import { mark, stroke, swatch } from "./series.js";
import { reader } from "./readout.js";

const MARGIN = { top: 36, right: 12, bottom: 34, left: 46 };

/** Width of a character of a label in pixels, about. */
const CHARACTER = 6.6;

/**
 * A chart that draws itself anew when its width changes. `description`: title, x and y ({label, format, limits, ticks}),
 * height, series ([{name, colour, line, shape, hollow, points: [{x, y, low, high}]}]), rules ([{x, label, brief}]), dodge.
 */
export function plot(description) {
  const frame = h("div", { class: "frame" });
  const figure = h("figure", { class: "plot" },
    h("figcaption", {}, description.title),
    h("ul", { class: "legend" }, description.series.filter(series => series.name).map(series =>
      h("li", {}, swatch(series), series.name))),
    frame);
  const readout = reader(description);
  figure.append(readout.element);
  let width = 0;
  new ResizeObserver(entries => {
    const now = Math.floor(entries[0].contentRect.width);
    if (now > 0 && now !== width) {
      width = now;
      requestAnimationFrame(() => frame.replaceChildren(drawing(description, width, readout)));
    }
  }).observe(frame);
  return figure;
}

function drawing(description, width, readout) {
  const { series, x, y, rules = [] } = description;
  const height = description.height ?? 250;
  const points = series.flatMap(one => one.points);
  const xDomain = x.domain ?? extent(points.map(p => p.x), x.limits);
  const yDomain = extent(points.flatMap(p => [p.y, p.low, p.high]).concat(y.zero ? [0] : []), y.limits);
  const at = {
    x: linear(xDomain, [MARGIN.left, width - MARGIN.right]),
    y: linear(yDomain, [height - MARGIN.bottom, MARGIN.top]),
  };
  const svg = s("svg", {
    class: "chart", width, height, viewBox: `0 0 ${width} ${height}`, tabindex: "0", role: "img",
    "aria-label": `${description.title}. ${points.length} values. Arrow keys move through them.`,
  });
  svg.append(
    ...axes(description, xDomain, yDomain, at, width, height),
    ...rules.filter(rule => rule.x < xDomain[1]).map((rule, i, all) =>
      ruleAt(rule, at.x(rule.x), at.x(i + 1 < all.length ? all[i + 1].x : xDomain[1]), height)),
    ...series.map((one, i) => shape(one, at, (i - (series.length - 1) / 2) * (description.dodge ?? 0))));
  readout.attach(svg, at, MARGIN.top, height - MARGIN.bottom);
  return svg;
}

function axes({ x, y }, xDomain, yDomain, at, width, height) {
  const bottom = height - MARGIN.bottom;
  const rows = ticks(yDomain, height < 180 ? 3 : 5);
  const columns = x.ticks ?? ticks(xDomain, Math.max(2, Math.floor(width / 90)));
  return [
    ...rows.map(value => s("line", { class: "grid", x1: MARGIN.left, x2: width - MARGIN.right, y1: at.y(value), y2: at.y(value) })),
    ...rows.map(value => s("text", { class: "tick", x: MARGIN.left - 7, y: at.y(value) + 4, "text-anchor": "end" }, y.format(value))),
    s("line", { class: "axis", x1: MARGIN.left, x2: width - MARGIN.right, y1: bottom, y2: bottom }),
    ...columns.map(value => s("line", { class: "axis", x1: at.x(value), x2: at.x(value), y1: bottom, y2: bottom + 4 })),
    ...columns.map(value => s("text", { class: "tick", x: at.x(value), y: bottom + 16, "text-anchor": "middle" }, x.format(value))),
    s("text", { class: "unit", x: width - MARGIN.right, y: height - 4, "text-anchor": "end" }, x.label),
    s("text", { class: "unit", x: 0, y: 10 }, y.label),
  ];
}

/** A vertical line where something begins; of its label as much as there is room for before the next one. */
function ruleAt(rule, x, next, height) {
  const label = [rule.label, rule.brief].find(text => text.length * CHARACTER < next - x);
  return s("g", {},
    s("line", { class: "rule", x1: x, x2: x, y1: MARGIN.top - 12, y2: height - MARGIN.bottom }),
    label && s("text", { class: "rule-label", x: x + 4, y: MARGIN.top - 5 }, label));
}

function shape(series, at, shift) {
  const group = s("g", {});
  const visible = series.points.filter(p => Number.isFinite(p.y));
  if (series.line && visible.length > 1) {
    group.append(s("polyline", { ...stroke(series.colour), points: visible.map(p => `${at.x(p.x) + shift},${at.y(p.y)}`).join(" ") }));
  }
  for (const p of visible) {
    const x = at.x(p.x) + shift;
    if (p.low !== undefined) {
      const [low, high] = [at.y(p.low), at.y(p.high)];
      group.append(s("path", { class: `whisker colour-${series.colour % 6}`, d: `M${x} ${low}V${high}M${x - 3} ${low}h6M${x - 3} ${high}h6` }));
    }
    if (series.shape !== undefined && p.marked !== false) group.append(mark(series.shape, x, at.y(p.y), series.colour, series.hollow));
  }
  return group;
}
