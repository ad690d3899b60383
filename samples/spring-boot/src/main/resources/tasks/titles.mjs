export const title = (name) => name.replace(/\b\w/g, (letter) => letter.toUpperCase());
