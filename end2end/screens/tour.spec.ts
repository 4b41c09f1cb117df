// `make screens`: takes the tour with a camera. No test: it only fails when a page cannot be reached.
import { writeSheet, shoot, shootUnusually } from '../fixtures/screens.ts';
import { test } from '../fixtures/test.ts';
import { Look, MAIN, TOUR } from '../fixtures/tour.ts';

test.describe.configure({ timeout: 240_000 });

for (const lang of ['en', 'ar']) {
  for (const [title, walk] of Object.entries(TOUR)) {
    test(`${lang}: ${title}`, async ({ page, merchant, api, customer, complaints, hasty }) => {
      await walk({ page, merchant, api, customer, complaints, hasty }, new Look(lang, (page, name) => shoot(page, name, lang)));
    });
  }
}

for (const title of MAIN) {
  test(`high contrast and wide: ${title}`, async ({ page, merchant, api, customer, complaints, hasty }) => {
    await TOUR[title]!({ page, merchant, api, customer, complaints, hasty }, new Look('en', shootUnusually));
  });
}

test.afterAll(writeSheet);
