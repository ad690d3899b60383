const escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** A page that holds its pictures, as base64 text. */
export const gallery = ({ title, pictures }) => `<!doctype html>
<title>${escaped(title)}</title>
<h1>${escaped(title)}</h1>
${pictures.map(({ name, png }) => `<img alt="${escaped(name)}" src="data:image/png;base64,${png}">`).join("\n")}
`;
