// What Python cannot do from the server: hand in the log-in ticket, scroll to a cited passage, copy a file note,
// name icon buttons for screen readers. It reads only our own markers (data-al-…) and never writes HTML.

const done = new WeakSet();

function once(element, action) {
  if (done.has(element)) return;
  done.add(element);
  action(element);
}

function handInTicket(element) {
  const ticket = element.dataset.alTicket;
  if (sessionStorage.getItem("al-ticket") === ticket) return;
  sessionStorage.setItem("al-ticket", ticket);
  fetch("./sitzung", { method: "POST", body: ticket, credentials: "same-origin" });
}

function scrollToPassage(element) {
  // The drawer opens with a movement; scrolling waits until it stands.
  setTimeout(() => {
    element.scrollIntoView({ block: "center" });
    element.focus({ preventScroll: true });
  }, 300);
}

const shownQuestions = new Set();

function showNewestQuestion(element) {
  // Once per question: whoever scrolls on while the answer comes stays where they are.
  if (shownQuestions.has(element.dataset.alNewest)) return;
  shownQuestions.add(element.dataset.alNewest);
  setTimeout(() => element.scrollIntoView({ block: "start", behavior: "auto" }), 60);
}

const shownPages = new Map();

function showBeginningOfPage(element) {
  // Page numbers stand beneath their list: whoever turns the page reads on, and tabs on, from its beginning.
  const { alPage: list, alNumber: number } = element.dataset;
  const before = shownPages.get(list);
  shownPages.set(list, number);
  if (before === undefined || before === number) return;
  element.focus({ preventScroll: true });
  setTimeout(() => element.scrollIntoView({ block: "start", behavior: "auto" }), 60);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Outside a secure context (plain http in the house network) there is no clipboard object.
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.(".al-copy");
  if (!button) return;
  const text = button.parentElement.querySelector(".al-copy-text")?.textContent ?? "";
  await copy(text);
  const label = button.textContent;
  if (label === button.dataset.alCopied) return;
  button.textContent = button.dataset.alCopied;
  setTimeout(() => { button.textContent = label; }, 2500);
});

function nameChips() {
  for (const button of document.querySelectorAll('[class*="st-key-al-chip-"] button:not([aria-label])')) {
    const name = `Fundstelle ${button.textContent.trim()} im Dokument zeigen`;
    button.setAttribute("aria-label", name);
    button.title = name;
  }
  for (const button of document.querySelectorAll('[class*="st-key-al-gespraech-weg-"] button:not([aria-label])')) {
    button.setAttribute("aria-label", "Gespräch löschen");
  }
}

const GERMAN = {
  "Close": "Schließen",
  "Clear value": "Auswahl aufheben",
  "Clear all": "Auswahl aufheben",
  "Show password text": "Passwort zeigen",
  "Hide password text": "Passwort verbergen",
  "Send message": "Frage stellen",
  "Open sidebar": "Seitenleiste öffnen",
  "Collapse sidebar": "Seitenleiste schließen",
  "Expand sidebar": "Seitenleiste öffnen",
  "Sidebar": "Seitenleiste",
  "Open": "Auswahl öffnen",
  "Choose date": "Tag wählen",
  "Next page": "Nächste Seite",
  "Previous page": "Vorige Seite",
  "Pagination": "Seiten",
  "file upload": "Dateien wählen",
  "Selected values": "Ausgewählt",
  "Empty": "leer",
};
const GERMAN_BEGINNINGS = [["Help for ", "Hilfe zu "], ["Page ", "Seite "], ["Remove ", "Entfernen: "], ["day, ", "Tag, "], ["month, ", "Monat, "], ["year, ", "Jahr, "]];

function german(name) {
  if (!name) return name;
  const beginning = GERMAN_BEGINNINGS.find(([english]) => name.startsWith(english));
  return GERMAN[name] ?? (beginning ? beginning[1] + name.slice(beginning[0].length) : name);
}

function germanNames() {
  for (const element of document.querySelectorAll("[aria-label], [title], [aria-valuetext]")) {
    for (const attribute of ["aria-label", "title", "aria-valuetext"]) {
      const name = element.getAttribute(attribute);
      const translated = german(name);
      if (translated !== name) element.setAttribute(attribute, translated);
    }
  }
}

function markCurrentScreen() {
  for (const link of document.querySelectorAll(".st-key-al-navigation a")) {
    const current = new URL(link.href).pathname === location.pathname;
    if (current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function keepLanguageAndScheme() {
  const root = document.documentElement;
  if (root.lang !== "de") root.lang = "de";
  const app = document.querySelector(".stApp");
  const scheme = app ? getComputedStyle(app).colorScheme : "";
  // Dialogs and menus stand outside the app's element; they follow the same scheme through the root.
  if (scheme && scheme !== "normal" && root.style.colorScheme !== scheme) root.style.colorScheme = scheme;
}

function look() {
  keepLanguageAndScheme();
  document.querySelectorAll("[data-al-ticket]").forEach((element) => once(element, handInTicket));
  document.querySelectorAll("[data-al-scroll]").forEach((element) => once(element, scrollToPassage));
  document.querySelectorAll("[data-al-newest]").forEach((element) => once(element, showNewestQuestion));
  document.querySelectorAll("[data-al-page]").forEach(showBeginningOfPage);
  nameChips();
  markCurrentScreen();
  germanNames();
}

let waiting = false;
new MutationObserver(() => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; look(); });
}).observe(document.documentElement, { childList: true, subtree: true });
look();
