// Filters the questions by text and by failure; without it every question is shown.
const words = document.getElementById("words");
const failed = document.getElementById("failed");
const count = document.getElementById("count");
const cases = [...document.querySelectorAll(".case")];

function filter() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const one of cases) {
    const fits = wanted.every((word) => one.dataset.words.includes(word));
    one.hidden = !fits || (failed.checked && one.dataset.failed === "0");
    shown += one.hidden ? 0 : 1;
  }
  for (const list of document.querySelectorAll(".cases"))
    list.querySelector(".empty").hidden = list.querySelector(".case:not([hidden])") !== null;
  count.textContent = `${shown} of ${cases.length}`;
}

words.addEventListener("input", filter);
failed.addEventListener("change", filter);
filter();
