// Types of `knitting` as Intarsia's workers and programs have it, for editors and tsc. Made by `intarsia types --knitting`.
// With the npm package installed, use that package's own types instead.

declare module "knitting" {
  /** The second argument of a task with `abortSignal`. */
  export interface AbortToolkit {
    /** Whether the caller no longer wants the result. */
    hasAborted(): boolean;
    /** Milliseconds since the worker started. */
    now(): number;
  }

  export type TaskTimeout = number | { time: number; maybe?: true; default?: unknown; error?: unknown };

  export interface TaskOptions {
    /** Milliseconds, or also what a call gets instead of a result. */
    timeout?: TaskTimeout;
    /** Gives the task an `AbortToolkit` as its second argument. */
    abortSignal?: true | { readonly hasAborted: true };
  }

  export interface PoolOf<Tasks> {
    call: { [Name in keyof Tasks]: Caller<Tasks[Name]> };
    shutdown(delayMs?: number): Promise<void>;
    [Symbol.dispose](): void;
  }

  type Body<T> = T extends { f: infer F } ? F : T;
  type Result<F> = F extends (...args: any[]) => infer R ? Awaited<R> : never;
  type Caller<T> = Body<T> extends () => any
    ? () => Promise<Result<Body<T>>>
    : Body<T> extends (argument: infer A, ...rest: any[]) => any
      ? (argument: A | Promise<A>) => Promise<Result<Body<T>>> & { reject?(reason?: unknown): void }
      : never;

  export interface Definition<F> extends TaskOptions {
    readonly f: F;
    createPool(options?: PoolOptions): {
      call: Caller<F>;
      shutdown(delayMs?: number): Promise<void>;
      [Symbol.dispose](): void;
    };
  }

  /** Options of a pool; docs/options.md lists them all. */
  export interface PoolOptions {
    threads?: number;
    balancer?: string | { strategy?: string };
    inliner?: { position?: "first" | "last"; batchSize?: number; dispatchThreshold?: number };
    worker?: Record<string, unknown>;
    permission?: "strict" | "unsafe" | Record<string, unknown>;
    [option: string]: unknown;
  }

  /** A task with options. Its function takes one argument. */
  export function task<A = void, B = unknown>(
    definition: TaskOptions & { f: (argument: A, abort: AbortToolkit) => B | Promise<B> },
  ): Definition<(argument: A) => Promise<B>>;

  /** A task whose module only the workers load. */
  export function importTask<A = any, B = any>(
    definition: TaskOptions & { href: string; name?: string },
  ): Definition<(argument: A) => Promise<B>>;

  /** In a program: a pool of workers for these tasks. */
  export function createPool(
    options?: PoolOptions,
  ): <Tasks extends Record<string, Definition<any> | ((argument: any) => any)>>(tasks: Tasks) => PoolOf<Tasks>;

  /** False in a worker. */
  export const isMain: boolean;
  export function setModuleUrl(url: string | URL): void;

  /** A JSON header and bytes. */
  export class Envelope<Header = any, Payload = ArrayBuffer> {
    constructor(header: Header, payload: Payload);
    readonly header: Header;
    readonly payload: Payload;
    [Symbol.dispose](): void;
  }

  /** An array of numbers that crosses as packed doubles. */
  export class NumericArray extends Array<number> {}
  export function isNumericArray(value: unknown): value is NumericArray;

  export function checkCompiledWorker(...options: unknown[]): never;
  export function workerMainLoop(...options: unknown[]): Promise<never>;
}

declare module "knitting/utils" {
  export type BufferLike = ArrayBufferLike | ArrayBufferView;
  export type NumberFormat = "f64" | "f32" | "i32";
  export function bufferToBytes(source: BufferLike): Uint8Array;
  export function bytesToBuffer(source: BufferLike): SharedArrayBuffer;
  export function bufferToString(source: BufferLike): string;
  export function stringToBuffer(text: string): SharedArrayBuffer;
  export function bufferToJson<T = any>(source: BufferLike): T;
  export function jsonToBuffer(value: unknown): SharedArrayBuffer;
  export function numbersToBuffer(numbers: ArrayLike<number>, options?: { format?: NumberFormat }): SharedArrayBuffer;
  export function bufferToNumbers(
    source: BufferLike,
    options?: { format?: NumberFormat },
  ): Float64Array | Float32Array | Int32Array;
}

declare module "knitting/shared-memory" {
  type Numbers =
    | Uint8Array
    | Int8Array
    | Uint16Array
    | Int16Array
    | Uint32Array
    | Int32Array
    | Float32Array
    | Float64Array
    | BigInt64Array
    | BigUint64Array;

  /** Memory that other workers and processes see too. Names need the permissions to read and write `/dev/shm`. */
  export class ProcessSharedBuffer {
    static create(size: number | { size: number; mode?: number; name?: string }): ProcessSharedBuffer;
    static fromMetadata(metadata: Record<string, unknown>): ProcessSharedBuffer;
    static parse(text: string): ProcessSharedBuffer;
    private constructor();
    readonly size: number;
    readonly byteOffset: number;
    readonly byteLength: number;
    readonly name: string | undefined;
    subbuffer(byteOffset?: number, byteLength?: number): ProcessSharedBuffer;
    view<V extends Numbers>(
      type: new (buffer: SharedArrayBuffer, byteOffset?: number, length?: number) => V,
      byteOffset?: number,
      length?: number,
    ): V;
    bytes(byteOffset?: number, length?: number): Uint8Array;
    dataView(byteOffset?: number, byteLength?: number): DataView;
    getSharedArrayBuffer(): SharedArrayBuffer;
    getSAB(): SharedArrayBuffer;
    getBuffer(): SharedArrayBuffer;
    getRegion(): Record<string, unknown>;
    toMetadata(): Record<string, unknown>;
    toJSON(): Record<string, unknown>;
    stringify(): string;
    stringifyMetadata(): string;
    /** Takes the name away; the memory stays until nobody has it open. */
    unlink(): void;
    close(): void;
    [Symbol.dispose](): void;
  }

  export const PROCESS_SHARED_BUFFER_BRAND: unique symbol;
  export function parseProcessSharedBufferMetadata(value: unknown): Record<string, unknown>;
  export function getDefaultProcessSharedBufferPrimitives(): unknown;
  export function setDefaultProcessSharedBufferPrimitives(primitives: unknown): void;
}

declare module "knitting/process-shared-buffer" {
  export * from "knitting/shared-memory";
}
