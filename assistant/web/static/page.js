// The page is whole without this. With it: answers come without a reload, what changes is
// announced, and an answer can be copied.

const announcer = document.getElementById("announcer");

function announce(sentences) {
  announcer.replaceChildren(...sentences.map((words) => {
    const line = document.createElement("p");
    line.textContent = words;
    return line;
  }));
}

function spoken(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll(".mark, ul").forEach((each) => each.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
}

// Asking

async function ask(form, submitter) {
  const status = form.querySelector("[data-status]");
  const slow = setTimeout(() => announce(["Still searching the documents."]), 3000);
  if (status) status.textContent = "Searching the documents…";
  submitter?.setAttribute("aria-disabled", "true");
  try {
    const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const body = await response.text();
    if (!(response.headers.get("content-type") || "").includes("html")) throw new Error("not a page");
    show(body, response.redirected ? response.url : null);
  } catch {
    if (status) status.textContent = "The answer did not arrive. Check the connection, and ask again.";
    submitter?.removeAttribute("aria-disabled");
  } finally {
    clearTimeout(slow);
  }
}

function show(body, address) {
  const made = new DOMParser().parseFromString(body, "text/html");
  document.title = made.title;
  document.getElementById("main").replaceWith(made.getElementById("main"));
  if (address) history.pushState({}, "", address);
  ready();
  const summary = document.querySelector("[data-summary]");
  if (summary) return summary.focus();
  window.scrollTo(0, 0);
  const asked = document.getElementById("asked");
  (asked || document.getElementById("main")).focus({ preventScroll: true });
  const statements = [...document.querySelectorAll("[data-text] .said")].map(spoken);
  if (statements.length) announce(statements);
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-ask]");
  if (!form) return;
  event.preventDefault();
  if (form.querySelector("[aria-disabled=true]")) return;
  ask(form, form.querySelector("button"));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.target.id !== "question") return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

window.addEventListener("popstate", () => { if (!location.hash) location.reload(); });

// Marks: the source that a mark names takes the focus, and gives it back with the Escape key.

let left = null;
document.addEventListener("click", (event) => {
  const mark = event.target.closest(".mark");
  if (!mark) return;
  const source = document.getElementById(mark.hash.slice(1));
  if (!source) return;
  left = mark;
  requestAnimationFrame(() => {
    // The browser may have been first, and a quick person may be further on in the source already.
    if (!source.contains(document.activeElement)) source.focus({ preventScroll: true });
  });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !left?.isConnected) return;
  left.focus();
  left = null;
});

// Copying and printing

document.addEventListener("click", async (event) => {
  if (event.target.closest("[data-print]")) return window.print();
  if (!event.target.closest("[data-copy]")) return;
  const said = document.querySelector("[data-copied]");
  try {
    await navigator.clipboard.writeText(document.querySelector("[data-plain]").value);
    said.textContent = "Copied.";
  } catch {
    said.textContent = "The browser did not allow copying. Select the text and copy it.";
  }
});

// Files may be dropped on the field for them.

for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const field = event.target.closest?.("[data-drop] .drop");
    if (!field) return;
    event.preventDefault();
    field.classList.toggle("drop--over", kind === "dragover");
    if (kind === "drop") field.querySelector("input[type=file]").files = event.dataTransfer.files;
  });
}

function ready() {
  const copies = Boolean(navigator.clipboard);
  document.querySelectorAll("[data-copy]").forEach((each) => { each.hidden = !copies; });
  document.querySelectorAll("[data-print]").forEach((each) => { each.hidden = false; });
  document.querySelector("[data-summary]")?.focus();
  const cited = document.getElementById("cited");
  if (cited && !location.hash) cited.scrollIntoView({ block: "center" });
  const outline = document.querySelector("[data-outline]");
  const roomy = document.querySelector(".viewing--printed") ? "(min-width: 82em)" : "(min-width: 64em)";
  if (outline && matchMedia(roomy).matches) outline.open = true;
  document.querySelectorAll("[data-refresh]").forEach(follow);
}

// What is being read: the page asks again every second until it is done.

function follow(element) {
  setTimeout(async () => {
    if (!element.isConnected) return;
    try {
      const response = await fetch(location.href);
      const made = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = made.querySelector("[data-progress]");
      const held = document.querySelector("[data-progress]");
      if (fresh && held && fresh.innerHTML !== held.innerHTML) {
        held.replaceWith(fresh);
        announce([...fresh.querySelectorAll("[data-say]")].map((each) => each.textContent.replace(/\s+/g, " ").trim()));
      }
    } catch { /* the next turn tries again */ }
    document.querySelectorAll("[data-refresh]").forEach(follow);
  }, 1000);
}

ready();
