// Forms with words or files are sent without leaving their page: when the session has ended, the
// network fails or something is wrong, what was typed and chosen stays. Without scripts the server
// gives the words back (accounts/sessions/kept_words.py).
"use strict";
(() => {
  const words = document.currentScript.dataset;
  const worth = (form) =>
    form.method === "post" && form.closest("main") && form.target !== "_blank" &&
    form.querySelector("textarea, input[type=file]") && !form.querySelector("[hx-post], [hx-get]");

  function say(form, text, link) {
    let note = form.querySelector(":scope > .unsent");
    if (!note) {
      note = document.createElement("div");
      note.className = "unsent faults";
      note.setAttribute("role", "alert");
      form.prepend(note);
    }
    const line = document.createElement("p");
    line.textContent = text + " ";
    if (link) {
      const to = document.createElement("a");
      Object.assign(to, { href: link, target: "_blank", rel: "noopener", textContent: words.open });
      line.append(to);
    }
    note.replaceChildren(line);
    note.scrollIntoView({ block: "center" });
  }

  function show(text, form) {
    const page = new DOMParser().parseFromString(text, "text/html");
    const fresh = page.querySelector("main");
    const chosen = [...document.querySelectorAll("main input[type=file]")].filter((i) => i.files.length);
    document.title = page.title;
    document.querySelector("main").replaceWith(fresh);
    for (const old of chosen)
      for (const field of fresh.querySelectorAll("input[type=file]"))
        if (field.name === old.name && !field.files.length) field.files = old.files;
    for (const old of fresh.querySelectorAll("script[src]")) {
      const again = document.createElement("script");
      for (const { name, value } of old.attributes) again.setAttribute(name, value);
      old.replaceWith(again);
    }
    (fresh.querySelector("[role=alert]") || fresh).scrollIntoView({ block: "center" });
  }

  async function send(form, button, isAgain) {
    const body = new FormData(form);
    if (button && button.name) body.append(button.name, button.value);
    const headers = { "X-Desil-Form": "1" };
    if (words.reader) headers["X-Desil-Reader"] = words.reader;
    const action = (button && button.getAttribute("formaction")) || form.getAttribute("action") || location.href;
    let answer;
    try {
      answer = await fetch(action, { method: "POST", body, headers, credentials: "same-origin" });
    } catch {
      return say(form, words.fails);
    }
    const to = answer.headers.get("X-Desil-Go");
    if (to) return location.assign(to);
    const token = answer.headers.get("X-Desil-Token");
    if (token && !isAgain) {
      for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
      return send(form, button, true);
    }
    const first = answer.headers.get("X-Desil-First");
    if (first) return say(form, words.first, first);
    if (answer.status >= 500 || !(answer.headers.get("Content-Type") || "").startsWith("text/html"))
      return say(form, words.fails);
    show(await answer.text(), form);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!worth(form) || event.defaultPrevented) return;
    event.preventDefault();
    const buttons = [...form.querySelectorAll("button")].filter((b) => !b.disabled);
    for (const button of buttons) button.disabled = true;
    send(form, event.submitter, false).finally(() => {
      for (const button of buttons) button.disabled = false;
    });
  });
})();
