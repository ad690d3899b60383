// Finds sections that have every word, those with a word in a heading first.
"use strict";
{
  const SHOWN = 12;
  const field = document.getElementById("search");
  const list = document.getElementById("found");
  const up = document.body.dataset.root;

  const sections = globalThis.SECTIONS.map(([link, title, heading, text]) => ({
    link, title, heading, text,
    head: `${title} ${heading}`.toLowerCase(),
    body: text.toLowerCase(),
  }));

  const score = ({ head, body, heading, title }, words) => {
    let sum = heading === title ? 1 : 0;
    for (const word of words) {
      const inHead = head.includes(word);
      if (!inHead && !body.includes(word)) return 0;
      sum += (inHead ? 20 : 1) + (new RegExp(`\\b${RegExp.escape?.(word) ?? word.replace(/\W/g, "\\$&")}`).test(inHead ? head : body) ? 5 : 0);
    }
    return sum;
  };

  const excerpt = ({ text, body }, words) => {
    const at = Math.max(0, ...words.map((word) => body.indexOf(word)).filter((index) => index >= 0).slice(0, 1));
    const start = Math.max(0, at - 40);
    return `${start > 0 ? "… " : ""}${text.slice(start, start + 140)}`;
  };

  const item = (section, words) => {
    const entry = document.createElement("li");
    const link = document.createElement("a");
    const small = document.createElement("small");
    link.href = up + section.link;
    link.textContent = section.heading === section.title ? section.title : `${section.title} › ${section.heading}`;
    small.textContent = excerpt(section, words);
    link.append(small);
    entry.append(link);
    return entry;
  };

  const search = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
    const found = words.length === 0 ? [] : sections
      .map((section) => [score(section, words), section])
      .filter(([points]) => points > 0)
      .sort(([a], [b]) => b - a)
      .slice(0, SHOWN);
    list.replaceChildren(...found.map(([, section]) => item(section, words)));
    if (words.length > 0 && found.length === 0) {
      const none = document.createElement("li");
      none.className = "none";
      none.textContent = "Nothing found";
      list.append(none);
    }
    list.hidden = words.length === 0;
  };

  field.addEventListener("input", search);
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape") list.hidden = true;
  });
  addEventListener("click", ({ target }) => {
    if (!target.closest(".search")) list.hidden = true;
  });
  search();
}
