import { task } from "knitting";
import type { Named, Page as PageOf } from "./base.ts";
export * from "./more.js";

/** How big. */
export type Size = "S" | "M" | "L";
export type Temper = "very hot" | "cold";

/** An item & its <price>. */
export interface Item extends Named { price: number; size: Size; tags?: string[]; extra: { color: string }; "class"?: string }
export type Shape = Circle | { kind: "square"; side: number };
export interface Circle { kind: "circle"; radius: number }
type Expr = { op: "num"; value: number } | { op: "add"; left: Expr; right: Expr };

/** Adds up. */
export function total(items: Omit<Item, "class">[]): number { return items.reduce((s, i) => s + i.price, 0); }
export const temper = (temper: Temper): Temper => temper;
export const area = (shape: Shape): number => shape.kind === "circle" ? shape.radius * 3 : shape.side ** 2;
export const page = async (from?: number): Promise<PageOf<Pick<Item, "name" | "price">>> => ({ items: [{ name: "tea", price: from ?? 1 }] });
export const find = (name: string): Circle | undefined => name === "c" ? { kind: "circle", radius: 1 } : undefined;
export function evaluate(e: Expr): number { return e.op === "num" ? e.value : evaluate(e.left) + evaluate(e.right); }
export const bytes = (b: Uint8Array): Uint8Array => b.map((x) => x + 1);
export const counts = (words: string[]): Record<string, number> => Object.fromEntries(words.map((w) => [w, w.length]));
export const big = (n: bigint): bigint => n * 2n;
export const slow = task({ f: async (size: Size) => size.toLowerCase(), timeout: { time: 20000, default: "late" } });
export const typed = task<{ a: number }, string>({ f: ({ a }) => `${a}` });
export default function (): boolean { return true; }
export const toString = (): string => "text";
export const guess = (anything) => anything;
export const later = (at: Date): Date => new Date(at.getTime() + 1000);
export const nothing = (text: string): void => void text.length;
export const headers = (): { "content-type": string } => ({ "content-type": "text/plain" });
