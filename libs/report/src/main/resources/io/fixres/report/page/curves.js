// Loss, accuracy and speed over the epochs of all phases, one after the other.

import { h, section, table } from "./dom.js";
import { conditions, fixed, percent, short, whole } from "./format.js";
import { plot } from "./plot.js";

const MOST_DOTS = 60;

/** The charts of a run as it goes. */
export function curves(snapshot) {
  const phases = placed(snapshot.phases);
  if (phases.every(phase => phase.curve.length === 0)) {
    return section("curves", "Training", h("p", { class: "note" }, empty(snapshot)));
  }
  const x = axis(phases);
  const rules = phases.filter(phase => phase.curve.length > 0 || phase.status !== "waiting")
    .map(phase => ({ x: phase.offset, label: `${phase.name}, ${phase.resolution} px`, brief: phase.name }));
  const line = (phase, pick) => phase.curve.map(p => ({ x: phase.offset + p.done, y: pick(p), marked: p.end && phase.epochs <= MOST_DOTS }));
  const training = pick => phases.filter(phase => phase.curve.length > 0)
    .map(phase => ({ name: `${phase.name}, training`, colour: phase.index, line: true, shape: 0, points: line(phase, pick) }));
  return section("curves", "Training",
    h("div", { class: "pair" },
      plot({ title: "Loss", x, rules, y: { label: "cross-entropy, nats", format: short, limits: [0, Infinity] },
        series: [...training(p => p.loss), ...heldOut(snapshot, phases, e => ({ y: e.loss }))] }),
      plot({ title: "Accuracy", x, rules, y: { label: "top-1, %", format: v => percent(v, 0), exact: v => percent(v), limits: [0, 1] },
        series: [...training(p => p.accuracy), ...heldOut(snapshot, phases, e => ({ y: e.top1, low: e.low, high: e.high }))] }),
      plot({ title: "Speed", x, rules, height: 170, y: { label: "images/s", zero: true, format: whole, limits: [0, Infinity] },
        series: bare(training(p => p.images_per_second)) }),
      plot({ title: "Waiting for data", x, rules, height: 170, y: { label: "% of the time", zero: true, format: v => percent(v, 0), exact: v => percent(v), limits: [0, 1] },
        series: bare(training(p => p.data_wait)) })),
    h("p", { class: "note" }, "Training loss and accuracy are means since the epoch began; dots are whole epochs. Held-out scores stand at the end of the epoch of their weights."),
    values(phases));
}

function empty(snapshot) {
  return snapshot.status === "queued" || snapshot.status === "running"
    ? "No step yet. Curves begin with the trainer's first report."
    : "No reports of this run: the topic fixres.training keeps them for 30 days.";
}

function placed(phases) {
  let offset = 0;
  return phases.map((phase, index) => {
    const here = { ...phase, index, offset };
    offset += phase.epochs;
    return here;
  });
}

function axis(phases) {
  const seen = phases.filter(phase => phase.curve.length > 0);
  const last = seen[seen.length - 1];
  const end = last.status === "done" ? last.offset + last.epochs : last.offset + last.curve[last.curve.length - 1].done;
  return { label: "epochs", name: "epoch", format: v => String(v), exact: v => fixed(v, 2), domain: [0, Math.max(end, 0.1)] };
}

/** Lines of one phase each need no marks and no names of their own. */
function bare(series) {
  return series.map(one => ({ ...one, name: one.name.replace(", training", ""), shape: undefined }));
}

function heldOut(snapshot, phases, pick) {
  const kindOf = e => `${e.resolution} px, ${conditions(e)}`;
  const kinds = [...new Set(snapshot.evaluations.map(kindOf))];
  return kinds.map((kind, i) => {
    const points = snapshot.evaluations.filter(e => kindOf(e) === kind).flatMap(e => {
      const phase = phases.find(p => p.name === e.phase);
      return phase ? [{ x: phase.offset + e.epoch + 1, ...pick(e), name: `held-out ${kind}` }] : [];
    });
    return { name: `held-out ${kind}`, colour: 5, shape: i + 1, hollow: true, points };
  });
}

function values(phases) {
  const rows = phases.flatMap(phase => phase.curve.filter(p => p.end).map(p => [
    phase.name, String(Math.round(p.done)), short(p.loss), percent(p.accuracy), short(p.learning_rate), whole(p.images_per_second), percent(p.data_wait, 0)]));
  return h("details", {}, h("summary", {}, "Values at the ends of epochs"),
    table("Values at the ends of epochs", ["phase", ">epoch", ">loss", ">accuracy %", ">learning rate", ">images/s", ">data wait %"], rows));
}
