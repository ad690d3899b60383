export interface Named { name: string }
export type Id = string | number;
export type Page<T> = { items: T[]; next?: number };
