// The table in which no result stands alone, and the paired tests.

import { h, s, section, table } from "./dom.js";
import { conditions, fixed, percent, probability, whole } from "./format.js";

const LEVEL = 0.01;

/** All last epochs, then what comparing them shows. */
export function scores(snapshot) {
  const last = snapshot.evaluations.filter(e => e.last);
  if (last.length === 0) return section("scores", "Baselines and results", h("p", { class: "note" }, "No score yet."));
  const fives = last.some(e => e.top5);
  const bounds = [Math.min(...last.map(e => e.low)), Math.max(...last.map(e => e.high))];
  return section("scores", "Baselines and results",
    table("Baselines and results", [
      "weights", ">px", "test transform", ">n", ">top-1 %", "95 % interval", "", ...(fives ? [">top-5 %"] : []), ">loss", ">calibration error %"],
    last.map(e => [
      [e.phase, h("small", {}, origin(snapshot, e))], String(e.resolution), conditions(e), whole(e.n), percent(e.top1),
      h("span", { class: "number" }, `${percent(e.low)} to ${percent(e.high)}`), bar(e, bounds),
      ...(fives ? [e.top5 ? percent(e.top5.share) : "–"] : []), fixed(e.loss, 3), percent(e.calibration_error)])),
    h("p", { class: "note" }, `Last epochs on the ${last[0].split} split. ${selection(snapshot)}`),
    comparisons(snapshot));
}

function origin(snapshot, evaluation) {
  const phase = snapshot.phases.find(p => p.name === evaluation.phase);
  if (!phase) return `epoch ${evaluation.epoch + 1}`;
  const what = phase.trainable === "all" ? "trained" : `${phase.trainable} tuned`;
  return `${what} at ${phase.resolution} px${phase.from ? `, from ${phase.from}` : ""}`;
}

function selection({ best }) {
  return best ? `The best checkpoint, ${best.phase} epoch ${best.epoch + 1}, is selected on: ${best.selected_on ?? "this split"}.` : "";
}

function bar(evaluation, [low, high]) {
  const x = share => 4 + (share - low) / (high - low || 1) * 112;
  return s("svg", { class: "interval", width: 120, height: 14, role: "img", "aria-label": `from ${percent(evaluation.low)} to ${percent(evaluation.high)} percent` },
    s("line", { x1: x(evaluation.low), x2: x(evaluation.high), y1: 7, y2: 7 }),
    s("circle", { cx: x(evaluation.top1), cy: 7, r: 3.2 }));
}

function comparisons({ comparisons: pairs }) {
  if (pairs.length === 0) return null;
  return [h("h3", {}, "The same pictures, pair by pair"),
    table("Paired tests", ["weights", "against", ">px", "test transform", ">only the first right", ">only the second right", ">McNemar p", "shown"],
      pairs.map(({ first, second, resolution, test, ...rest }) => [
        first, second, String(resolution), conditions(rest), whole(test.only_first), whole(test.only_second), probability(test.p),
        test.p >= LEVEL ? "no difference" : `${test.only_first > test.only_second ? first : second} is better`]))];
}
