export type Level = "low" | "high";
export const level = (n: number = 3): Level => (n > 5 ? "high" : "low");
