// WCAG 2.2 AA on every page, in every language, light and dark, from the narrowest phone to a desk.
import { expectAccessible, expectAccessibleUnusually } from '../fixtures/axe.ts';
import { test } from '../fixtures/test.ts';
import { Look, MAIN, TOUR } from '../fixtures/tour.ts';

test.describe.configure({ timeout: 240_000 });

for (const lang of ['en', 'ar', 'fr']) {
  test.describe(lang, () => {
    for (const [title, walk] of Object.entries(TOUR)) {
      test(title, async ({ page, merchant, api, customer, complaints, hasty }) => {
        await walk({ page, merchant, api, customer, complaints, hasty }, new Look(lang, expectAccessible));
      });
    }
  });
}

test.describe('high contrast and wide', () => {
  for (const title of MAIN) {
    test(title, async ({ page, merchant, api, customer, complaints, hasty }) => {
      await TOUR[title]!({ page, merchant, api, customer, complaints, hasty }, new Look('en', expectAccessibleUnusually));
    });
  }
});
