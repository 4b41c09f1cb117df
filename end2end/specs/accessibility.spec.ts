// WCAG 2.2 AA on every page, in every language, light and dark, from the narrowest phone to a desk.
import { expectAccessible } from '../fixtures/axe.ts';
import { test } from '../fixtures/test.ts';
import { Look, TOUR } from '../fixtures/tour.ts';

test.describe.configure({ timeout: 240_000 });

for (const lang of ['en', 'ar', 'fr']) {
  test.describe(lang, () => {
    for (const [title, walk] of Object.entries(TOUR)) {
      test(title, async ({ page, merchant, api, customer, hasty }) => {
        await walk({ page, merchant, api, customer, hasty }, new Look(lang, expectAccessible));
      });
    }
  });
}
