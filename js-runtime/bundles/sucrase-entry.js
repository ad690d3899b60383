import { transform } from "sucrase";

globalThis.$transform = (text, options) => transform(text, options).code;
