// What explains a score: the pooled features that the classifier gets, its calibration, and how large objects look.

import { h, section, table } from "./dom.js";
import { conditions, fixed, percent, short } from "./format.js";
import { plot } from "./plot.js";

const MOST_LINES = 6;

/** The part; nothing where results of an older version hold none of it. */
export function diagnostics(snapshot) {
  const scored = snapshot.evaluations.filter(e => e.detail);
  if (scored.length === 0) return null;
  const name = e => `${e.phase}, ${e.resolution} px, ${conditions(e)}`;
  const explained = scored.filter(e => e.detail.diagnostics.features);
  return section("diagnostics", "Diagnostics",
    h("div", { class: "pair" },
      explained.length > 0 && plot({
        title: "Pooled features", height: 250,
        x: { label: "feature value", name: "feature", format: short },
        y: { label: "share that is not above it, %", format: v => percent(v, 0), limits: [0, 1] },
        series: explained.slice(0, MOST_LINES).map((e, i) => ({ name: name(e), colour: i, line: true, points: distribution(e.detail.diagnostics.features) })),
      }),
      plot({
        title: "Calibration", height: 250,
        x: { label: "confidence, %", name: "confidence %", format: v => percent(v, 0), domain: [0, 1], ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] },
        y: { label: "right, %", format: v => percent(v, 0), limits: [0, 1] },
        series: [{ name: "as right as confident", colour: 5, line: true, points: [{ x: 0, y: 0 }, { x: 1, y: 1 }] },
          ...scored.slice(0, MOST_LINES - 1).map((e, i) => ({ name: name(e), colour: i, line: true, shape: i, points: calibration(e) }))],
      })),
    explained.length > 0 && details(explained));
}

function distribution({ levels, quantiles }) {
  return levels.map((level, i) => ({ x: quantiles[i], y: level })).filter((p, i) => levels[i] <= 0.99);
}

function calibration(evaluation) {
  return evaluation.detail.diagnostics.calibration.bins.filter(bin => bin.n > 0).map(bin => ({ x: bin.confidence, y: bin.accuracy }));
}

function details(explained) {
  return table("Diagnostics", ["weights", ">px", "test transform", ">zero features %", ">mean", ">deviation", ">object size, test over train"],
    explained.map(e => {
      const { features, object_size: size } = e.detail.diagnostics;
      return [e.phase, String(e.resolution), conditions(e), percent(features.zeros), short(features.mean), short(features.deviation), size ? fixed(size.ratio, 2) : "–"];
    }));
}
