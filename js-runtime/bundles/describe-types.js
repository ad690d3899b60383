// What the types of a module say, read from its text alone: exported functions, and the types that it declares.
// dev.intarsia.cli.types turns this into Java.
import { createSourceFile, SyntaxKind as Kind } from "typescript-core";

const KEYWORDS = new Map([
  [Kind.StringKeyword, "string"],
  [Kind.NumberKeyword, "number"],
  [Kind.BooleanKeyword, "boolean"],
  [Kind.BigIntKeyword, "bigint"],
  [Kind.VoidKeyword, "void"],
  [Kind.NeverKeyword, "void"],
  [Kind.UndefinedKeyword, "undefined"],
]);
const UNKNOWN = { is: "unknown" };

/** The module as JSON: `imports`, `reexports`, `functions`, `types`. */
export const describeTypes = (text, fileName) => {
  const file = createSourceFile(fileName, text, 99, true);
  const wrong = file.parseDiagnostics[0];
  if (wrong !== undefined) {
    const { line, character } = file.getLineAndCharacterOfPosition(wrong.start);
    const message = typeof wrong.messageText === "string" ? wrong.messageText : wrong.messageText.messageText;
    throw new SyntaxError(`${message} (${line + 1}:${character + 1})`);
  }
  const found = { imports: [], reexports: [], functions: [], types: [] };
  const values = new Map();
  for (const statement of file.statements) read(statement, found, values);
  found.functions = found.functions.flatMap(({ name, local }) => {
    const callable = values.get(local);
    return callable === undefined ? [] : [{ name, ...signature(callable) }];
  });
  return JSON.stringify(found);
};

const has = (node, kind) => node.modifiers?.some((modifier) => modifier.kind === kind) ?? false;
const exported = (node) => has(node, Kind.ExportKeyword);
const comment = (node) => {
  const last = node.jsDoc?.at(-1)?.comment;
  return typeof last === "string" ? last : (last?.map((part) => part.text).join("") ?? "");
};
const target = (specifier) => specifier?.text ?? "";

const read = (statement, found, values) => {
  switch (statement.kind) {
    case Kind.FunctionDeclaration: {
      const name = has(statement, Kind.DefaultKeyword) ? "default" : statement.name.text;
      if (!values.has(name)) values.set(name, { node: statement, doc: comment(statement) });
      if (statement.name !== undefined) values.set(statement.name.text, values.get(name));
      if (exported(statement) && !found.functions.some((other) => other.name === name)) {
        found.functions.push({ name, local: name });
      }
      break;
    }
    case Kind.VariableStatement:
      for (const { name, type, initializer } of statement.declarationList.declarations) {
        if (name.kind !== Kind.Identifier) continue;
        const callable = functionOf(initializer, type);
        if (callable !== undefined) values.set(name.text, { ...callable, doc: comment(statement) });
        if (exported(statement)) found.functions.push({ name: name.text, local: name.text });
      }
      break;
    case Kind.ExportAssignment: {
      const { expression } = statement;
      const callable = functionOf(expression, undefined);
      if (callable !== undefined) values.set("default", { ...callable, doc: comment(statement) });
      found.functions.push({ name: "default", local: callable === undefined ? expression.text : "default" });
      break;
    }
    case Kind.ExportDeclaration: {
      const from = target(statement.moduleSpecifier);
      const names = statement.exportClause?.elements?.map((element) => outAndIn(element));
      if (from !== "") found.reexports.push({ from, names: names ?? [], all: names === undefined });
      else for (const [name, local] of names ?? []) found.functions.push({ name, local });
      break;
    }
    case Kind.ImportDeclaration: {
      const bindings = statement.importClause?.namedBindings?.elements ?? [];
      const first = statement.importClause?.name;
      found.imports.push({
        from: target(statement.moduleSpecifier),
        names: [...bindings.map(outAndIn), ...(first === undefined ? [] : [[first.text, "default"]])],
      });
      break;
    }
    case Kind.InterfaceDeclaration:
      found.types.push({
        ...declared(statement),
        bases: (statement.heritageClauses ?? []).flatMap(({ types }) => types.map(base)),
        type: members(statement.members),
      });
      break;
    case Kind.TypeAliasDeclaration:
      found.types.push({ ...declared(statement), bases: [], type: type(statement.type) });
      break;
    case Kind.EnumDeclaration:
      found.types.push({ ...declared(statement), bases: [], type: { is: "union", of: statement.members.map(enumValue) } });
      break;
  }
};

/** The name outside, and the name within. */
const outAndIn = ({ name, propertyName }) => [name.text, (propertyName ?? name).text];

const declared = (node) => ({
  name: node.name.text,
  doc: comment(node),
  parameters: (node.typeParameters ?? []).map(({ name }) => name.text),
});

const enumValue = ({ initializer }) =>
  initializer !== undefined && isText(initializer) ? { is: "literal", text: initializer.text } : { is: "number" };

const isText = ({ kind }) => kind === Kind.StringLiteral || kind === Kind.NoSubstitutionTemplateLiteral;

/** The function behind an exported value: itself, in task({ f }), or only its type. */
const functionOf = (value, declaredType) => {
  if (declaredType?.kind === Kind.FunctionType) return { node: declaredType };
  switch (value?.kind) {
    case Kind.ArrowFunction:
    case Kind.FunctionExpression:
      return { node: value };
    case Kind.ParenthesizedExpression:
    case Kind.SatisfiesExpression:
    case Kind.AsExpression:
      return functionOf(value.expression, undefined);
    case Kind.CallExpression: {
      if (value.expression.text !== "task") return undefined;
      const [argument, result] = value.typeArguments ?? [];
      if (argument !== undefined) return { argument, result };
      const own = value.arguments[0]?.properties?.find(({ name }) => name?.text === "f");
      return own?.kind === Kind.MethodDeclaration ? { node: own } : functionOf(own?.initializer, undefined);
    }
    default:
      return undefined;
  }
};

const signature = ({ node, argument, result, doc }) => {
  if (node === undefined) {
    return { doc, parameter: { name: "argument", optional: false, type: type(argument) }, result: type(result) };
  }
  const first = node.parameters.find(({ name }) => name.text !== "this");
  return {
    doc,
    ...(first === undefined ? {} : {
      parameter: {
        name: first.name.kind === Kind.Identifier ? first.name.text : "argument",
        optional: first.questionToken !== undefined || first.initializer !== undefined,
        type: first.type === undefined ? ofDefault(first.initializer) : type(first.type),
      },
    }),
    result: node.type === undefined ? UNKNOWN : type(node.type),
  };
};

/** The type of a parameter that has a plain default value instead of one. */
const ofDefault = (value) => {
  switch (value?.kind) {
    case Kind.NumericLiteral:
      return { is: "number" };
    case Kind.StringLiteral:
      return { is: "string" };
    case Kind.TrueKeyword:
    case Kind.FalseKeyword:
      return { is: "boolean" };
    default:
      return UNKNOWN;
  }
};

const base = ({ expression, typeArguments }) => ({
  is: "name",
  name: expression.text ?? "",
  arguments: (typeArguments ?? []).map(type),
});

const members = (nodes) => {
  const index = nodes.find(({ kind }) => kind === Kind.IndexSignature);
  const named = nodes.filter(({ kind }) => kind === Kind.PropertySignature);
  if (index !== undefined && named.length === 0) return { is: "map", of: type(index.type) };
  return {
    is: "object",
    members: named.map((node) => ({
      name: node.name.text ?? "",
      doc: comment(node),
      optional: node.questionToken !== undefined,
      type: type(node.type),
    })),
  };
};

const type = (node) => {
  if (node === undefined) return UNKNOWN;
  const keyword = KEYWORDS.get(node.kind);
  if (keyword !== undefined) return { is: keyword };
  switch (node.kind) {
    case Kind.ArrayType:
      return { is: "list", of: type(node.elementType) };
    case Kind.TupleType:
      return { is: "tuple", of: node.elements.map((element) => type(element.type ?? element)) };
    case Kind.ParenthesizedType:
    case Kind.TypeOperator:
      return node.operator === Kind.KeyOfKeyword ? { is: "string" } : type(node.type);
    case Kind.UnionType:
      return { is: "union", of: node.types.map(type) };
    case Kind.IntersectionType:
      return { is: "both", of: node.types.map(type) };
    case Kind.TypeLiteral:
      return members(node.members);
    case Kind.TemplateLiteralType:
      return { is: "string" };
    case Kind.LiteralType:
      return literal(node.literal);
    case Kind.TypeReference:
      return { is: "name", name: node.typeName.text ?? "", arguments: (node.typeArguments ?? []).map(type) };
    default:
      return UNKNOWN;
  }
};

const literal = (node) => {
  if (isText(node)) return { is: "literal", text: node.text };
  switch (node.kind) {
    case Kind.NullKeyword:
      return { is: "undefined" };
    case Kind.TrueKeyword:
    case Kind.FalseKeyword:
      return { is: "boolean" };
    case Kind.BigIntLiteral:
      return { is: "bigint" };
    default:
      return { is: "number" };
  }
};
