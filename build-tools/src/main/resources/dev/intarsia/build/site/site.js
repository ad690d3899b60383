// Light or dark before the first paint, then the menu and the search field.
"use strict";

const root = document.documentElement;
const stored = () => {
  try {
    return localStorage.getItem("theme");
  } catch {
    return null; // A page that is opened as a file may have no storage.
  }
};
const show = (theme) => {
  root.dataset.theme = theme;
  const button = document.getElementById("theme");
  if (button !== null) button.textContent = theme === "dark" ? "Light" : "Dark";
};
const preferred = matchMedia("(prefers-color-scheme: dark)");
const chosen = () => stored() ?? (preferred.matches ? "dark" : "light");
show(chosen());
preferred.addEventListener("change", () => show(chosen()));

addEventListener("DOMContentLoaded", () => {
  show(chosen());
  document.getElementById("theme").addEventListener("click", () => {
    const theme = root.dataset.theme === "dark" ? "light" : "dark";
    show(theme);
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // Then it holds for this page.
    }
  });
  const menu = document.getElementById("menu");
  const button = document.getElementById("menu-button");
  button.addEventListener("click", () => button.setAttribute("aria-expanded", `${menu.classList.toggle("open")}`));
  // Who searches loads the texts.
  document.getElementById("search").addEventListener("focus", loadSearch, { once: true });
});

const loadSearch = () => {
  for (const file of ["search-data.js", "search.js"]) {
    const script = document.createElement("script");
    script.src = `${document.body.dataset.root}${file}`;
    script.async = false;
    document.head.append(script);
  }
};
