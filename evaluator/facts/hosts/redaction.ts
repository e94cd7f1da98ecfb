/** What the collector writes in place of a value, or of lines that went on from one (formats: `<dropped>`, `<redacted:N>`). */
export const isRedacted = (value: string): boolean => /<(?:dropped|continued|redacted:\d{1,9})>/.test(value);
