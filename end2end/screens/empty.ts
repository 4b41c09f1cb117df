// Takes away the pictures of the run before: some may show what is no more.
import { rmSync } from 'node:fs';
import { FOLDER } from '../fixtures/screens.ts';

export default function empty(): void {
  rmSync(FOLDER, { recursive: true, force: true });
}
