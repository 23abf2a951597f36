// All experiments.

import { h, onlySection, table } from "./dom.js";
import { clock, percent, when } from "./format.js";

/** The list, newest first. */
export function overview({ experiments, more }) {
  if (experiments.length === 0) {
    return onlySection("experiments", "Experiments", h("p", { class: "note" }, "None yet. ",
      h("a", { href: "/new" }, "Ask for one"), " here, or with ", h("code", {}, "./fixres demo"), "."));
  }
  return onlySection("experiments", "Experiments",
    table("Experiments", ["experiment", "state", "progress", ">top-1 %", "recipe", "requested"], experiments.map(e => [
      h("a", { href: `/experiments/${encodeURIComponent(e.experiment)}` }, e.experiment),
      h("span", { class: `status ${e.status}` }, e.status),
      progressOf(e),
      e.top1 === undefined ? "–" : percent(e.top1),
      e.recipe_name, when(e.requested)])),
    more > 0 && h("p", { class: "note" }, `${more} older ones are not shown; ./fixres list has them all.`));
}

function progressOf(e) {
  if (e.place) return `place ${e.place} in the queue`;
  if (e.phase === undefined) return e.status === "completed" ? "" : "–";
  const left = e.seconds_left === undefined ? "" : `, about ${clock(e.seconds_left)} left`;
  return h("span", { class: "meter" },
    h("progress", { max: e.epochs, value: e.done, "aria-label": `${e.phase}: epoch ${e.done} of ${e.epochs}` }),
    h("small", {}, `${e.phase} ${Math.floor(e.done)} of ${e.epochs}${left}`));
}
