// What is asked of TypeScript: `ts.transpileModule`, its output laid out on the lines of the source; and what types a module has.
import { createSourceFile, forEachChild, transpileModule } from "typescript-core";
import { describeTypes } from "./describe-types.js";
import { keepLines } from "./keep-lines.js";

const TARGET = { target: 99 /* ESNext */, removeComments: true, sourceMap: true, esModuleInterop: true };

globalThis.$transform = (text, options) => {
  const { fileName, types, ...compilerOptions } = options;
  if (types) return describeTypes(text, fileName);
  const { diagnostics, outputText, sourceMapText } = transpileModule(text, {
    fileName,
    reportDiagnostics: true,
    compilerOptions: { ...TARGET, ...compilerOptions },
  });
  const wrong = diagnostics.find(({ category, start }) => category === 1 && start !== undefined);
  if (wrong !== undefined) throw new SyntaxError(`${sentence(wrong.messageText)} (${place(text, wrong.start)})`);
  const code = outputText.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");
  return keepLines(code, JSON.parse(sourceMapText).mappings, templateLines(code));
};

const sentence = (message) => (typeof message === "string" ? message : message.messageText);

const place = (text, start) => {
  const before = text.slice(0, start).split("\n");
  return `${before.length}:${before.at(-1).length + 1}`;
};

/** The lines of a JavaScript text that begin within a template literal. */
const templateLines = (code) => {
  const inside = new Set();
  if (!/`[^`]*\n/.test(code)) return inside;
  const file = createSourceFile("out.js", code, 99, true);
  const lineOf = (position) => file.getLineAndCharacterOfPosition(position).line;
  const visit = (node) => {
    // NoSubstitutionTemplateLiteral, TemplateHead, TemplateMiddle, TemplateTail
    if (node.kind >= 15 && node.kind <= 18) {
      for (let line = lineOf(node.getStart(file)) + 1; line <= lineOf(node.end); line++) inside.add(line);
    }
    forEachChild(node, visit);
  };
  visit(file);
  return inside;
};
