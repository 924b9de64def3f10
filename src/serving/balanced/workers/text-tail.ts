/** The last characters of a text that goes on. */
export class TextTail {
  #text = '';

  constructor(private readonly mostChars: number) {}

  add(more: string): void {
    this.#text = (this.#text + more).slice(-this.mostChars);
  }

  /** The last line that is not blank; empty if there is none. */
  lastLine(): string {
    return this.#text.trimEnd().split('\n').at(-1)?.trim() ?? '';
  }
}
