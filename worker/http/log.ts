/** drizzle puts a query's values into its message; what lies below it says what went wrong without them. */
export const withoutValues = (error: Error): string =>
  error.cause instanceof Error ? withoutValues(error.cause) : (error.stack ?? String(error))
