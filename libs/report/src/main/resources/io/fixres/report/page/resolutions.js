// Accuracy as a function of the test resolution, which is what FixRes is about.

import { h, section } from "./dom.js";
import { conditions, percent } from "./format.js";
import { plot } from "./plot.js";

/** The chart of the last epochs of all phases. */
export function resolutions(snapshot) {
  const last = snapshot.evaluations.filter(e => e.last);
  if (last.length === 0) {
    return section("resolutions", "Accuracy against test resolution", h("p", { class: "note" }, "No score yet."));
  }
  const phases = snapshot.phases.map(phase => phase.name);
  const transforms = [...new Set(last.map(conditions))];
  const series = phases.flatMap((phase, colour) => transforms.map((transform, shape) => ({
    name: `${phase}, ${transform}`, colour, shape, line: true,
    points: last.filter(e => e.phase === phase && conditions(e) === transform)
      .map(e => ({ x: e.resolution, y: e.top1, low: e.low, high: e.high }))
      .sort((a, b) => a.x - b.x),
  }))).filter(one => one.points.length > 0);
  const sizes = [...new Set(last.map(e => e.resolution))].sort((a, b) => a - b);
  const margin = Math.max(4, (sizes[sizes.length - 1] - sizes[0]) * 0.08);
  return section("resolutions", "Accuracy against test resolution",
    plot({
      title: "Top-1 of the last epoch of each phase, with 95 % intervals", dodge: 9, height: 300, series,
      x: { label: "test resolution, px", name: "tested at px", format: String, ticks: sizes, domain: [sizes[0] - margin, sizes[sizes.length - 1] + margin] },
      y: { label: "top-1, %", format: v => percent(v, 0), exact: v => percent(v), limits: [0, 1] },
    }));
}
