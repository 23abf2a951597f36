// Phases in numbers, checkpoints, and where everything comes from.

import { facts, h, section, table } from "./dom.js";
import { clock, fixed, percent, short, when, whole } from "./format.js";

/** How each phase went. */
export function phaseTable(snapshot) {
  return section("phases", "Phases",
    table("Phases", ["phase", "state", ">epochs", ">px", ">batch", "train transform", "trained", ">weights", ">time", ">images/s", ">data wait %", ">loss", ">accuracy %"],
      snapshot.phases.map(p => [
        p.name, p.status, String(p.epochs), String(p.resolution), String(p.batch_size), p.transform, p.trainable,
        p.trainable_parameters > 0 ? whole(p.trainable_parameters) : "–",
        ...(p.summary ? [clock(p.summary.seconds), whole(p.summary.images_per_second), percent(p.summary.data_wait, 0),
          fixed(p.summary.loss, 3), percent(p.summary.accuracy)] : ["–", "–", "–", "–", "–"])])));
}

/** Stored weights; `base` is where the experiment's prefix of the store can be reached, ending in a slash. */
export function checkpoints(snapshot, base) {
  if (snapshot.checkpoints.length === 0) return section("checkpoints", "Checkpoints", h("p", { class: "note" }, "None yet."));
  return section("checkpoints", "Checkpoints",
    table("Checkpoints", ["weights", ">epoch", ">step", "SHA-256", "in the store"],
      snapshot.checkpoints.map(c => [
        [c.phase, snapshot.best?.sha256 === c.sha256 && h("span", { class: "tag" }, "best")],
        String(c.epoch + 1), whole(c.step), h("code", {}, c.sha256.slice(0, 12)),
        h("a", { href: base + c.path }, c.path)])),
    h("p", { class: "note" }, "Whole and checked: ", h("code", {}, `./fixres pull ${snapshot.experiment} DIR`)));
}

/** What computed the run, from what. */
export function provenance(snapshot) {
  const { dataset, provenance: made } = snapshot;
  const environment = made?.environment;
  return section("provenance", "Provenance",
    facts([
      ["experiment", snapshot.experiment], ["attempt", String(snapshot.attempt)], ["requested", when(snapshot.requested)], ["group", snapshot.group],
      ["recipe", snapshot.recipe_name], ["recipe SHA-256", snapshot.recipe_sha256.slice(0, 12)], ["seed", made && String(made.seed)],
      ["network", made?.network.name], ["dataset", dataset?.id], ["classes", dataset && whole(dataset.classes.length)],
      ["samples", dataset && dataset.splits.map(part => `${part.split} ${whole(part.samples)}`).join(", ")],
      ["source", dataset?.uri], ["engine", environment?.engine], ["processor", environment && `${environment.processor}, ${environment.processors} threads`],
      ["system", environment?.operating_system], ["Java", environment?.java], ["trainer", environment?.trainer], ["commit", environment?.commit],
    ]),
    dataset?.notes.map(note => h("p", { class: "note" }, note)),
    h("details", {}, h("summary", {}, "Recipe"), h("pre", { tabindex: "0" }, snapshot.recipe)));
}

/** The newest numbers, large. */
export function readings(snapshot) {
  const points = snapshot.phases.flatMap(phase => phase.curve);
  const newest = points.reduce((a, b) => !a || b.step > a.step ? b : a, undefined);
  const best = snapshot.evaluations.reduce((a, b) => !a || b.top1 > a.top1 ? b : a, undefined);
  const reading = (term, value, unit, more) => h("div", {}, h("dt", {}, term), h("dd", {}, h("b", {}, value), unit && ` ${unit}`, h("small", {}, more ?? "\u00a0")));
  return h("dl", { class: "readings" },
    reading("highest top-1", best ? percent(best.top1) : "–", "%", best && `${percent(best.low)} to ${percent(best.high)}; ${best.phase} at ${best.resolution} px`),
    reading("training loss", newest ? short(newest.loss) : "–", "nats", newest && `step ${whole(newest.step)}`),
    reading("training accuracy", newest ? percent(newest.accuracy) : "–", "%"),
    reading("speed", newest ? whole(newest.images_per_second) : "–", "images/s"),
    reading("waiting for data", newest ? percent(newest.data_wait, 0) : "–", "% of the time"));
}
