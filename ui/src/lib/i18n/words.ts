/** A dictionary in another language: exactly the same keys, so the compiler finds a missing text. */
export type Words<English> = { readonly [Key in keyof English]: string };
