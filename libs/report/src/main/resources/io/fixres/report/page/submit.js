// Asks for an experiment.

import { h, onlySection } from "./dom.js";
import { ask } from "./live.js";

/** The form; `recipes`: [{name, yaml}], `datasets`: [{id, classes, samples, uri}]. */
export function submitForm(recipes, datasets, done) {
  const name = h("select", { name: "recipe" }, recipes.map(recipe => h("option", { value: recipe.name }, recipe.name)));
  const yaml = h("textarea", { name: "yaml", rows: 18, spellcheck: "false", autocapitalize: "off", autocomplete: "off" });
  const fill = () => { yaml.value = recipes.find(recipe => recipe.name === name.value)?.yaml ?? ""; };
  name.addEventListener("change", fill);
  fill();
  const stored = h("select", { name: "dataset" },
    h("option", { value: "" }, "at the address below"),
    datasets.map(dataset => h("option", { value: dataset.id }, `${dataset.id}: ${dataset.samples} images of ${dataset.classes} classes`)));
  const address = h("input", { name: "uri", type: "text", placeholder: "https:, s3: or file: address of a .tgz, .tar or .zip of class folders", autocomplete: "off", spellcheck: "false" });
  const seed = h("input", { name: "seed", inputmode: "numeric", placeholder: "the recipe's", autocomplete: "off" });
  const id = h("input", { name: "experiment", placeholder: "made from recipe and time", autocomplete: "off", spellcheck: "false" });
  const problem = h("p", { class: "failure", role: "alert", hidden: true });
  const button = h("button", { type: "submit", class: "main" }, "Start");
  const datasetChosen = () => { address.disabled = stored.value !== ""; };
  stored.addEventListener("change", datasetChosen);
  if (datasets.length > 0) stored.value = datasets[0].id;
  datasetChosen();

  async function send(event) {
    event.preventDefault();
    problem.hidden = true;
    button.disabled = true;
    const builtIn = recipes.find(recipe => recipe.name === name.value && recipe.yaml === yaml.value);
    try {
      const answer = await ask("/api/experiments", {
        recipe: builtIn?.name, yaml: builtIn ? undefined : yaml.value,
        dataset: stored.value || undefined, uri: stored.value ? undefined : address.value.trim() || undefined,
        seed: seed.value.trim() === "" ? undefined : seed.value.trim(), experiment: id.value.trim() || undefined,
      });
      done(answer.experiment);
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
      button.disabled = false;
    }
  }

  const field = (text, control, hint) => h("label", { class: "field" }, h("span", {}, text), control, hint && h("small", {}, hint));
  return onlySection("new", "New experiment",
    h("form", { onsubmit: send },
      field("Recipe", name), field("As YAML, to change", yaml, "Keys and values are those of docs/recipes.md."),
      h("div", { class: "fields" }, field("Images", stored), field("Address", address), field("Seed", seed), field("Id", id)),
      problem, h("p", {}, button)));
}
