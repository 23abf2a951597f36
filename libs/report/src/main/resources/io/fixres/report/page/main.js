// The live page: which view an address stands for, and what keeps it up to date.

import { h } from "./dom.js";
import { experimentView } from "./experiment.js";
import { ask, calmly, listen, read } from "./live.js";
import { overview } from "./overview.js";
import { submitForm } from "./submit.js";

const content = document.getElementById("content");
const connection = h("span", { class: "connection", role: "status" }, "connecting");
const here = path => location.pathname === path ? { "aria-current": "page" } : {};
document.getElementById("top").append(
  h("a", { class: "brand", href: "/" }, "fixres-streams"),
  h("nav", { "aria-label": "Pages" },
    h("a", { href: "/", ...here("/") }, "Experiments"), h("a", { href: "/new", ...here("/new") }, "New")),
  connection);

function connected(now) {
  connection.textContent = now ? "live" : "no connection, trying again";
  connection.classList.toggle("lost", !now);
}

function fail(error) {
  content.replaceChildren(h("p", { class: "failure", role: "alert" }, error.message));
}

function showOverview() {
  document.title = "Experiments · fixres-streams";
  let shown;
  const refresh = calmly(() => read("/api/experiments").then(list => {
    const text = JSON.stringify(list);
    if (text !== shown) content.replaceChildren(overview(list));
    shown = text;
  }).catch(fail), 1000);
  listen({ connected, changed: refresh, point: refresh });
}

function showNew() {
  document.title = "New experiment · fixres-streams";
  Promise.all([read("/api/recipes"), read("/api/datasets")])
    .then(([recipes, datasets]) => content.replaceChildren(
      submitForm(recipes.recipes, datasets.datasets, id => location.assign(`/experiments/${encodeURIComponent(id)}`))))
    .catch(fail);
  listen({ connected, changed: () => {}, point: () => {} });
}

function showExperiment(id) {
  document.title = `${id} · fixres-streams`;
  const address = `/api/experiments/${encodeURIComponent(id)}`;
  const view = experimentView(`${address}/objects/`, snapshot => actions(snapshot, address));
  let snapshot;
  let first = true;
  const draw = calmly(() => snapshot && view.show(snapshot), 500);
  const refresh = calmly(() => read(`${address}/snapshot`).then(fresh => {
    snapshot = fresh;
    if (!snapshot) {
      content.replaceChildren(h("p", { class: "note", role: "status" }, `${id} is not accepted yet, or there is no such experiment.`));
      setTimeout(refresh, 2000);
      first = true;
      return;
    }
    if (first) content.replaceChildren(view.element);
    first = false;
    draw();
  }).catch(fail), 1000);
  listen({
    connected,
    changed: experiment => { if (experiment === undefined || experiment === id) refresh(); },
    point: ({ experiment, phase, point, seconds_left }) => {
      const curve = experiment === id && snapshot?.phases.find(p => p.name === phase);
      if (!curve) return;
      if (curve.status !== "running") refresh();
      curve.curve = [...curve.curve.filter(p => p.step < point.step), point];
      snapshot.seconds_left = seconds_left;
      draw();
    },
  });
}

function actions(snapshot, address) {
  const send = (verb, button) => ask(`${address}/${verb}`).then(() => { button.disabled = true; }).catch(error => {
    button.after(h("p", { class: "failure", role: "alert" }, error.message));
  });
  if (snapshot.status === "queued" || snapshot.status === "running") {
    const button = h("button", { type: "button", onclick: () => dialog.showModal() }, "Cancel…");
    const dialog = h("dialog", { "aria-label": "Cancel the experiment", onclose: () => { if (dialog.returnValue === "cancel") send("cancel", button); } },
      h("form", { method: "dialog" },
        h("p", {}, `Cancel ${snapshot.experiment}? The trainer saves a checkpoint first, and the run can be resumed.`),
        h("p", { class: "buttons" }, h("button", { value: "keep" }, "Keep running"), h("button", { value: "cancel", class: "main" }, "Cancel the run"))));
    return h("div", { class: "actions" }, button, dialog);
  }
  if (snapshot.status === "cancelled" || snapshot.status === "failed") {
    const button = h("button", { type: "button", onclick: () => send("resume", button) }, "Resume");
    return h("div", { class: "actions" }, button);
  }
  return null;
}

const match = /^\/experiments\/([^/]+)$/.exec(location.pathname);
if (match) showExperiment(decodeURIComponent(match[1]));
else if (location.pathname === "/new") showNew();
else showOverview();
