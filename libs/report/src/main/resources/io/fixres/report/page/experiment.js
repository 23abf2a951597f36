// One experiment, live or frozen: the same parts in the same order.

import { h } from "./dom.js";
import { clock, when } from "./format.js";
import { confusion } from "./confusion.js";
import { curves } from "./curves.js";
import { diagnostics } from "./diagnostics.js";
import { checkpoints, phaseTable, provenance, readings } from "./facts.js";
import { pictures } from "./pictures.js";
import { resolutions } from "./resolutions.js";
import { scores } from "./scores.js";

/**
 * A view whose parts are drawn anew only when what they show has changed. `base`: see `checkpoints`; `actions`: elements
 * for the head of a live page.
 */
export function experimentView(base, actions) {
  const parts = [
    [slot(), s => [s.experiment, s.status, s.description], s => head(s, actions)],
    [slot(), s => [s.status, s.message, s.place, s.seconds_left, s.trainer, s.attempt, s.phases], s => [progress(s), readings(s)]],
    [slot(), s => [s.phases, s.evaluations.map(e => [e.epoch, e.top1])], curves],
    [slot("two"), s => [s.evaluations, s.comparisons, s.best], s => [resolutions(s), scores(s)]],
    [slot(), s => [s.evaluations, s.dataset], confusion],
    [slot(), s => s.evaluations, diagnostics],
    [slot(), s => s.pictures, pictures],
    [slot(), s => s.phases.map(p => [p.status, p.summary, p.trainable_parameters]), phaseTable],
    [slot(), s => [s.checkpoints, s.best], s => checkpoints(s, base)],
    [slot(), s => [s.provenance, s.dataset, s.recipe, s.attempt], provenance],
  ];
  const shown = new Map();
  let newest;
  let later;
  const show = snapshot => {
    newest = snapshot;
    clearTimeout(later);
    for (const [place, depends, draw] of parts) {
      const now = JSON.stringify(depends(snapshot));
      if (shown.get(place) === now) continue;
      if (place.querySelector(IN_USE)) {
        later = setTimeout(() => show(newest), 1000);
        continue;
      }
      shown.set(place, now);
      redraw(place, [draw(snapshot)].flat().filter(Boolean));
    }
  };
  return { element: h("article", { class: "experiment" }, parts.map(([place]) => place)), show };
}

/** What somebody is reading or holding is not drawn anew under their hands. */
const IN_USE = "dialog[open], .chart:hover, .chart:focus, button:focus, select:focus, summary:focus, .scroll:focus";

function redraw(place, elements) {
  const open = [...place.querySelectorAll("details")].map(details => details.open);
  place.replaceChildren(...elements);
  place.querySelectorAll("details").forEach((details, i) => { details.open = open[i] ?? false; });
}

function slot(name) {
  return h("div", { class: name });
}

function head(snapshot, actions) {
  return h("div", { class: "head" },
    h("div", {}, h("h1", {}, snapshot.experiment), h("p", { class: "sub" }, snapshot.description || snapshot.recipe_name)),
    actions ? actions(snapshot) : h("p", { class: "sub" }, `as of ${when(snapshot.taken)}`));
}

function progress(snapshot) {
  const total = snapshot.phases.reduce((sum, p) => sum + p.epochs, 0) || 1;
  return h("div", { class: "progress" },
    h("p", { class: "state" }, h("span", { class: `status ${snapshot.status}` }, snapshot.status), sentence(snapshot)),
    h("ol", { class: "track", "aria-label": "Progress by phase" }, snapshot.phases.map((phase, i) => {
      const done = epochsDone(phase);
      const item = h("li", {},
        h("span", { class: "name" }, `${phase.name} `, h("small", {}, `${phase.resolution} px, ${Math.floor(done)} of ${phase.epochs} epochs`)),
        h("progress", { max: phase.epochs, value: done, class: `colour-${i % 6}`, "aria-label": `${phase.name}: ${Math.floor(done)} of ${phase.epochs} epochs` }));
      item.style.setProperty("--part", phase.epochs / total);
      return item;
    })),
    snapshot.message && h("p", { class: "failure" }, snapshot.message));
}

function epochsDone(phase) {
  if (phase.status === "done") return phase.epochs;
  return phase.curve.length === 0 ? 0 : phase.curve[phase.curve.length - 1].done;
}

function sentence(snapshot) {
  const running = snapshot.phases.findIndex(p => p.status === "running");
  const parts = [];
  if (snapshot.place) parts.push(`place ${snapshot.place} in the queue`);
  if (running >= 0) {
    const phase = snapshot.phases[running];
    parts.push(`phase ${running + 1} of ${snapshot.phases.length}, ${phase.name}, epoch ${Math.min(phase.epochs, Math.floor(epochsDone(phase)) + 1)} of ${phase.epochs}`);
    if (snapshot.seconds_left !== undefined) parts.push(`about ${clock(snapshot.seconds_left)} left in this phase`);
  }
  if (snapshot.trainer) parts.push(`on ${snapshot.trainer}`);
  if (snapshot.attempt > 1) parts.push(`attempt ${snapshot.attempt}`);
  return parts.length > 0 ? ` ${parts.join(" · ")}` : "";
}
